using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Settings;
using ImapApi.Api.Contracts.Webhooks;
using ImapApi.Application.Settings;
using ImapApi.Domain.Security;
using ImapApi.Domain.Settings;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

internal static class SettingsEndpoints
{
    private const string Tag = "Settings";

    private static readonly QueryParameter<bool> Webhooks = Query.Flag("webhooks", "Ask for the webhooks URL.") with { Default = false };
    private static readonly QueryParameter<bool> WebhookEvents = Query.Flag("webhookEvents", "Ask which events are posted.") with { Default = false };
    private static readonly QueryParameter<bool> WebhooksFrom = Query.Flag("webhooksFrom", "Ask from when on events are posted.") with { Default = false };
    private static readonly QueryParameter<bool> AuthServer = Query.Flag("authServer", "Ask for the authentication server's URL.") with { Default = false };
    private static readonly QueryParameter<bool> Logs = Query.Flag("logs", "Ask for the log settings.") with { Default = false };

    public static void MapSettings(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/settings", GetSettings).For(Access.Admin).Fails()
            .Describe("GetSettings", Tag, "Shows the settings that are asked for.", "Users and passwords in URLs are left out.").Takes(Webhooks, WebhookEvents, WebhooksFrom, AuthServer, Logs);
        v1.MapPost("/settings", UpdateSettings).For(Access.Admin).Accepts<UpdateSettingsRequest>("application/json").Fails(413)
            .Describe("UpdateSettings", Tag, "Changes the settings that are given, at once.");
    }

    private static async Task<Ok<SettingsResponse>> GetSettings(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var (wantsUrl, wantsEvents, wantsFrom) = (input.Get(Webhooks, standard: false), input.Get(WebhookEvents, standard: false), input.Get(WebhooksFrom, standard: false));
        var (wantsAuthServer, wantsLogs) = (input.Get(AuthServer, standard: false), input.Get(Logs, standard: false));
        var settings = await input.SendAsync(mediator, new GetSettings());
        var target = settings.Webhooks.Target;
        return TypedResults.Ok(new SettingsResponse
        {
            Webhooks = wantsUrl ? Show(target?.Url) : null,
            WebhooksAuthSet = wantsUrl ? HasSecret(target?.Url) : null,
            WebhookEvents = wantsEvents ? EventNames.Write(settings.Webhooks.Events) : null,
            WebhooksFrom = wantsFrom ? target?.From : null,
            AuthServer = wantsAuthServer ? Show(settings.AuthServer) : null,
            AuthServerAuthSet = wantsAuthServer ? HasSecret(settings.AuthServer) : null,
            Logs = wantsLogs ? LogSettingsResponse.From(settings.Logs) : null,
        });
    }

    private static string Show(HttpUrl? url) => url?.Address ?? "";

    /// <summary>Left out when there is none.</summary>
    private static bool? HasSecret(HttpUrl? url) => url?.UserInfo is null ? null : true;

    private static async Task<Ok<SettingsUpdatedResponse>> UpdateSettings(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var command = (await input.BodyAsync(ApiJson.Web.UpdateSettingsRequest)).ToCommand(input);
        return TypedResults.Ok(new SettingsUpdatedResponse(await input.SendAsync(mediator, command)));
    }
}
