using System.Security.Cryptography;
using ImapApi.Api.Auth;
using ImapApi.Api.Cluster;
using ImapApi.Api.Http;
using ImapApi.Application.Tokens;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using ImapApi.Infrastructure.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ImapApi.Fuzzing.Targets;

/// <summary>Access tokens, the key of the nodes, and stored secrets: only the right one opens, and only its own account.</summary>
internal sealed class TokenTarget : IFuzzTarget
{
    private const string Secret = "imapapi_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private const string Password = "the stored password";
    private const string Field = "imap.pass";

    private static readonly AccountId Bob = AccountId.Parse("bob/1");
    private static readonly RequestDelegate Opened = http =>
    {
        http.Items["opened"] = true;
        return Task.CompletedTask;
    };
    private static readonly Endpoint Door = new RouteEndpointBuilder(Opened, RoutePatternFactory.Parse("/v1/account/{account}"), order: 0) { DisplayName = "door" }.Build();

    private readonly TokenSnapshot _tokens = new();
    private readonly NodeKey _nodes = new(Options.Create(new NodeKeyOptions { Secret = "known to nodes" }));
    private readonly SecretProtector _protector;
    private readonly string _ciphertext;

    public TokenTarget()
    {
        Immediate.Run(_tokens.PublishAsync(wasEverMade: true, [(TokenSecret.Hash(Secret), new ApiToken("1", Description: null, [Scope.Api, Scope.Admin], Account: null, DateTimeOffset.UnixEpoch, Expires: null))]));
        var keys = new SecretKeys(Options.Create(new SecurityOptions { Key = Convert.ToBase64String(SHA256.HashData("fuzz"u8)) }), directory: null!);
        keys.Load();
        _protector = new SecretProtector(keys);
        _ciphertext = _protector.Protect(Password, Bob, Field);
    }

    public string Name => "tokens";

    public IReadOnlyList<string> Samples => [$"aBearer {Secret}", $"abearer  {Secret} ", "aBasic x", $"aBearer {Secret}\n", $"n{_nodes.Value}", "s" + _ciphertext, "p/v1/account/bob%2F1", "p/v1/account/bob%252F1/messages", "phttp://x/v1/account/bob/1?x=1"];

    public IReadOnlyList<string> Words => ["Bearer ", "bearer", "Basic ", Secret, "imapapi_", "\n", ",", "=", "\"", "v1.", ".", "-", "_", "AAAA", "%2F", "%25", "%00", "%C3%BC", "/", "?", "#", "..", "/v1/account/", "bob"];

    public void Check(byte[] input)
    {
        if (input.Length == 0)
            return;
        var text = FuzzText.Of(input.AsSpan(1));
        switch (input[0])
        {
            case (byte)'s':
                Stored(text);
                break;
            case (byte)'p':
                Segment(text);
                break;
            case (byte)'n':
                var http = new DefaultHttpContext();
                http.Request.Headers[NodeKey.Header] = text.Split('\n');
                Finding.UnlessEqual(_nodes.IsSentWith(http.Request), text == _nodes.Value, "a node is known by its key alone");
                break;
            default:
                Authorization(text.Split('\n'));
                break;
        }
    }

    private void Authorization(string[] headers)
    {
        var door = new OpenDoor(_tokens, Options.Create(new AuthOptions()));
        var guard = new TokenGuard(Opened, _tokens, door, new FailedLogIns(TimeProvider.System, NullLogger<FailedLogIns>.Instance), _nodes, TimeProvider.System);
        var http = new DefaultHttpContext();
        http.SetEndpoint(Door);
        http.Request.Headers.Authorization = headers;

        Immediate.Run(guard.InvokeAsync(http));

        var isRight = headers is [var header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && header["Bearer ".Length..].Trim() == Secret;
        Finding.UnlessEqual(http.Items.ContainsKey("opened"), isRight, "the token opens, and nothing else");
        Finding.UnlessEqual(http.Response.StatusCode, isRight ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized, "who is not let in is told");
    }

    private void Stored(string text)
    {
        try
        {
            Finding.UnlessEqual(_protector.Unprotect(text, Bob, Field), Password, "what decrypts is what was encrypted");
        }
        catch (CryptographicException)
        {
            // It was changed.
        }

        try
        {
            _ = _protector.Unprotect(text, AccountId.Parse("alice"), Field);
            throw new Finding("one account's secret is not another's");
        }
        catch (CryptographicException)
        {
            // As it must be.
        }
    }

    private static void Segment(string target)
    {
        var http = new DefaultHttpContext();
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        var path = AccountSegment.OriginForm(target).ToString().Split('?', '#')[0];
        if (!path.StartsWith('/'))
            return;
        http.Request.Path = new PathString(path);
        if (!AccountSegment.TryRead(http, out var account))
            return;
        var segment = path.Split('/')[3];
        Finding.UnlessEqual(account.Value, Uri.UnescapeDataString(segment), "an account is decoded once");
        Finding.Unless(FuzzText.IsHarmless(account.Value), "an account is one line");
    }
}
