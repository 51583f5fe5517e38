using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Settings;
using ImapApi.Application.Settings;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImapApi.Api.Endpoints;

internal static class SettingsEndpoints
{
    private const string Tag = "Settings";

    private static readonly QueryParameter<bool> Logs = Query.Flag("logs", "Ask for the log settings.") with { Default = false };

    public static void MapSettings(this IEndpointRouteBuilder v1)
    {
        v1.MapGet("/settings", GetSettings).Fails()
            .Describe("GetSettings", Tag, "Shows the settings that are asked for.").Takes(Logs);
        v1.MapPost("/settings", UpdateSettings).Accepts<UpdateSettingsRequest>("application/json").Fails(413)
            .Describe("UpdateSettings", Tag, "Changes the settings that are given, at once.");
    }

    private static async Task<Ok<SettingsResponse>> GetSettings(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var wantsLogs = input.Get(Logs, standard: false);
        var settings = await input.SendAsync(mediator, new GetSettings());
        return TypedResults.Ok(new SettingsResponse { Logs = wantsLogs ? LogSettingsResponse.From(settings.Logs) : null });
    }

    private static async Task<Ok<SettingsUpdatedResponse>> UpdateSettings(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        var command = (await input.BodyAsync(ApiJson.Web.UpdateSettingsRequest)).ToCommand(input);
        return TypedResults.Ok(new SettingsUpdatedResponse(await input.SendAsync(mediator, command)));
    }
}
