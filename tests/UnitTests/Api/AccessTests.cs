using System.Text.Json.Nodes;
using ImapApi.Domain.Security;
using ImapApi.TestKit.Builders;
using Shouldly;

namespace ImapApi.UnitTests.Api;

/// <summary>Every operation × every kind of caller. An operation without a row here fails.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private const Who Anybody = Who.Nobody | Who.Metrics | Who.Other | Who.Own | Who.Api | Who.Admin;
    private const Who OfAccount = Who.Own | Who.Api | Who.Admin;

    // What shows a bound caller less instead of nothing: the entries of others are not found.
    private const Who Narrowed = Who.Other | Who.Own | Who.Api | Who.Admin;
    private const Who OfService = Who.Api | Who.Admin;

    private static readonly Dictionary<string, Who> Rows = new(StringComparer.Ordinal)
    {
        ["GetLiveness"] = Anybody,
        ["GetReadiness"] = Anybody,
        ["GetMetrics"] = Who.Metrics | Who.Admin,
        ["GetStatistics"] = OfService,
        ["GetProtocolLog"] = OfAccount,
        ["GetSettings"] = Who.Admin,
        ["UpdateSettings"] = Who.Admin,
        ["ListTokens"] = Who.Admin,
        ["CreateToken"] = Who.Admin,
        ["RevokeToken"] = Who.Admin,

        ["RegisterAccount"] = OfService,
        ["VerifyAccount"] = OfService,
        ["GetAutoconfig"] = OfService,
        ["ListAccounts"] = Narrowed,
        ["GetAccount"] = OfAccount,
        ["UpdateAccount"] = OfAccount,
        ["DeleteAccount"] = OfAccount,
        ["ReconnectAccount"] = OfAccount,
        ["SyncAccount"] = OfAccount,

        ["ListMailboxes"] = OfAccount,
        ["CreateMailbox"] = OfAccount,
        ["UpdateMailbox"] = OfAccount,
        ["GetQuota"] = OfAccount,
        ["DeleteMailbox"] = OfAccount,

        ["ListMessages"] = OfAccount,
        ["SearchMessages"] = OfAccount,
        ["ListThreads"] = OfAccount,
        ["GetChanges"] = OfAccount,
        ["WaitForMessage"] = OfAccount,
        ["GetMessage"] = OfAccount,
        ["GetMessageSource"] = OfAccount,
        ["GetMessageText"] = OfAccount,
        ["GetAttachment"] = OfAccount,
        ["UploadMessage"] = OfAccount,
        ["UpdateMessage"] = OfAccount,
        ["MoveMessage"] = OfAccount,
        ["CopyMessage"] = OfAccount,
        ["DeleteMessage"] = OfAccount,
        ["UpdateMessages"] = OfAccount,
        ["MoveMessages"] = OfAccount,
        ["CopyMessages"] = OfAccount,
        ["DeleteMessages"] = OfAccount,

        ["SubmitMessage"] = OfAccount,
        ["ListOutbox"] = OfAccount,
        ["GetOutboxEntry"] = Narrowed,
        ["CancelSubmission"] = Narrowed,

        ["ListEvents"] = OfAccount,
        ["StreamEvents"] = OfAccount,
        ["ListWebhookSecrets"] = OfAccount,
        ["CreateWebhookSecret"] = OfAccount,
        ["DeleteWebhookSecret"] = OfAccount,
        ["TestWebhooks"] = OfAccount,
        ["GetWebhookTarget"] = OfAccount,
        ["ResumeWebhooks"] = OfAccount,
        ["ListDeliveries"] = OfAccount,
        ["ReplayDelivery"] = Narrowed,
    };

    /// <summary>Refused for what it is, and after the caller: no request that is let in gets to what is not there.</summary>
    private static readonly (string Name, string Value) Late = ("X-Timeout", "0");

    private ApiServer _server = null!;
    private JsonObject _paths = null!;

    [Flags]
    private enum Who
    {
        /// <summary>Without a token.</summary>
        Nobody = 1,

        /// <summary>With the scope metrics: the wrong one for everything else.</summary>
        Metrics = 2,

        /// <summary>Bound to another account than the one that is asked for.</summary>
        Other = 4,

        /// <summary>Bound to the account that is asked for.</summary>
        Own = 8,

        /// <summary>With the scope api, for all accounts.</summary>
        Api = 16,

        Admin = 32,
    }

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _paths = (await _server.AskAsync("GET", "/openapi/v1.json")).Body["paths"]!.AsObject();
        await _server.KnowAsync(
            ("Metrics", SampleTokens.Token("1", [Scope.Metrics])),
            ("Other", SampleTokens.Token("2", [Scope.Api], "other")),
            ("Own", SampleTokens.Token("3", [Scope.Api], "example")),
            ("Api", SampleTokens.Token("4", [Scope.Api])),
            ("Admin", SampleTokens.Token("5", [Scope.Admin])));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void Every_operation_has_a_row() => Operations().Select(operation => operation.Id).Order(StringComparer.Ordinal).ShouldBe(Rows.Keys.Order(StringComparer.Ordinal));

    /// <summary>About the account "example", wherever a request can say so.</summary>
    [Fact]
    public async Task Every_operation_answers_those_in_its_row_and_refuses_all_others()
    {
        var wrong = new List<string>();
        foreach (var (id, method, target) in Operations())
        {
            foreach (var caller in Enum.GetValues<Who>())
            {
                if (await DifferenceAsync(method, target, caller, Rows[id].HasFlag(caller)) is { } difference)
                    wrong.Add($"{id} ({method} {target}) by {caller}: {difference}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    /// <summary>Without account= these are about all accounts, or about the settings.</summary>
    [Theory]
    [InlineData("GET", "/v1/webhooks/secrets", null)]
    [InlineData("DELETE", "/v1/webhooks/secrets/x", null)]
    [InlineData("GET", "/v1/webhooks/target", null)]
    [InlineData("POST", "/v1/webhooks/secrets", "{}")]
    [InlineData("POST", "/v1/webhooks/test", "{}")]
    [InlineData("POST", "/v1/webhooks/resume", "{}")]
    public async Task The_settings_own_webhooks_target_is_for_administrators(string method, string path, string? body)
    {
        foreach (var caller in new[] { "Own", "Api" })
            (await AskAsync(method, path, body, caller)).Status.ShouldBe(403, caller);
        (await AskAsync(method, path, body, "Admin")).Status.ShouldNotBe(403);
    }

    private async Task<string?> DifferenceAsync(string method, string target, Who caller, bool isAllowed)
    {
        var (status, problem, challenge) = await AskAsync(method, target, method is "POST" or "PUT" ? """{"account":"example"}""" : null, caller == Who.Nobody ? null : caller.ToString());
        if (isAllowed)
            return status is 401 or 403 or 421 or 415 ? $"{status}" : null;
        var (expected, code) = caller == Who.Nobody ? (401, "Unauthorized") : (403, "Forbidden");
        if (status != expected)
            return $"{status} instead of {expected}";
        if (caller == Who.Nobody && challenge != "Bearer")
            return $"the challenge {challenge}";
        return problem!["code"]!.GetValue<string>() == code && problem["statusCode"]!.GetValue<int>() == expected && problem["message"]!.GetValue<string>().Length > 0 && problem["traceId"] is not null
            ? null
            : problem.ToJsonString();
    }

    private async Task<(int Status, JsonNode? Problem, string? Challenge)> AskAsync(string method, string target, string? body, string? token)
    {
        using var response = token is null ? await _server.SendAsync(method, target, body, Late) : await _server.SendAsync(method, target, body, Late, ("Authorization", $"Bearer {token}"));
        var isProblem = response.Content.Headers.ContentType?.MediaType == "application/problem+json";
        return ((int)response.StatusCode, isProblem ? JsonNode.Parse(await response.Content.ReadAsStringAsync()) : null, response.Headers.WwwAuthenticate.FirstOrDefault()?.ToString());
    }

    private IEnumerable<(string Id, string Method, string Target)> Operations() => _paths.SelectMany(path => path.Value!.AsObject().Select(operation =>
    {
        var parameters = (operation.Value!["parameters"]?.AsArray() ?? []).Select(parameter => (Name: parameter!["name"]!.GetValue<string>(), In: parameter["in"]!.GetValue<string>())).ToList();
        var target = parameters.Where(parameter => parameter.In == "path")
            .Aggregate(path.Key, (target, parameter) => target.Replace($"{{{parameter.Name}}}", parameter.Name switch { "account" => "example", "queueId" => "0193a1b2c3d4002f5e6a7b8c9d0e1f20", "delivery" => "g17-ZXhhbXBsZQ", _ => "AAAAAQAAAeE" }, StringComparison.Ordinal));
        return (operation.Value["operationId"]!.GetValue<string>(), operation.Key.ToUpperInvariant(), parameters.Contains(("account", "query")) ? target + "?account=example" : target);
    }));
}
