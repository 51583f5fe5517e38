using ImapApi.Application.Errors;

namespace ImapApi.Infrastructure.Network;

/// <summary>The configuration forbids connections to where the host leads.</summary>
/// <param name="key">The configuration key that says so: <c>imap.targets</c>.</param>
internal sealed class TargetForbiddenException(string host, string key)
    : ImapApiException("TargetForbidden", $"{host} leads to an address that the server's configuration ({key}) does not allow connections to.", retryable: false);
