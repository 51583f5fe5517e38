using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Webhooks;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

/// <summary>The signing secrets of webhook targets, and trying a target out.</summary>
internal static class WebhookEndpoints
{
    private const string Tag = "Webhooks";

    private static readonly QueryParameter<AccountId> Owner = Query.Account("account", "The account whose own target is meant; without it that of the settings.");

    public static void MapWebhooks(this IEndpointRouteBuilder v1)
    {
        var webhooks = v1.MapGroup("/webhooks").For(Access.Filtered);
        webhooks.MapGet("/secrets", ListSecrets).Fails()
            .Describe("ListWebhookSecrets", Tag, "Lists a target's signing secrets.", "The secrets themselves are not shown.").Takes(Owner);
        webhooks.MapPost("/secrets", CreateSecret).Accepts<CreateWebhookSecretRequest>("application/json").Fails(404, 413)
            .Describe("CreateWebhookSecret", Tag, "Makes a signing secret for a target.", "It is in the answer, this once. To rotate: make a new one (both sign now), give it to the receiver, delete the old one. A third ends the oldest.");
        webhooks.MapDelete("/secrets/{secret}", DeleteSecret).Fails(404)
            .Describe("DeleteWebhookSecret", Tag, "Ends a signing secret.").Takes(Owner);
        webhooks.MapPost("/test", TestWebhooks).Accepts<TestWebhooksRequest>("application/json").Fails(404, 413)
            .Describe("TestWebhooks", Tag, "Posts a test event to a target, now.", "Of the type test, signed like every other. What the target answers is the answer, also a refusal.");
    }

    private static async Task<Ok<WebhookSecretListResponse>> ListSecrets(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var secrets = await input.SendAsync(mediator, new ListWebhookSecrets(input.Target(Owner)));
        return TypedResults.Ok(new WebhookSecretListResponse([.. secrets.Select(secret => new WebhookSecretResponse(secret.Id, secret.Created))]));
    }

    private static async Task<Ok<WebhookSecretCreatedResponse>> CreateSecret(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = (await input.BodyAsync(ApiJson.Web.CreateWebhookSecretRequest)).Account;
        var secret = await input.SendAsync(mediator, new CreateWebhookSecret(input.TargetOf(account)));
        return TypedResults.Ok(new WebhookSecretCreatedResponse(secret.Id, secret.Secret.Reveal()));
    }

    private static async Task<Ok<WebhookSecretDeletedResponse>> DeleteSecret(HttpContext http, IMediator mediator, string secret)
    {
        var input = RequestInput.Of(http);
        await input.SendAsync(mediator, new DeleteWebhookSecret(input.Target(Owner), secret));
        return TypedResults.Ok(new WebhookSecretDeletedResponse(secret, Deleted: true));
    }

    private static async Task<Ok<WebhooksTestedResponse>> TestWebhooks(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var account = (await input.BodyAsync(ApiJson.Web.TestWebhooksRequest)).Account;
        return TypedResults.Ok(WebhooksTestedResponse.From(await input.SendAsync(mediator, new TestWebhooks(input.TargetOf(account)))));
    }
}
