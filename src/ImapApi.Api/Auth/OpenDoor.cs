using ImapApi.Application.Tokens;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Auth;

/// <summary>Whether callers on this machine are asked for no token: only on loopback, and only until the first token is made.</summary>
internal sealed class OpenDoor(ITokenCheck tokens, IOptions<AuthOptions> options)
{
    private readonly bool _required = options.Value.Required;

    public bool IsOpen => !_required && tokens.WasEverMade == false;

    /// <summary>It is not known yet, because the store was away since the start: nobody is let in.</summary>
    public bool IsUnknown => tokens.WasEverMade is null;
}
