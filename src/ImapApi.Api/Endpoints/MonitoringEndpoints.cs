using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts.Statistics;
using ImapApi.Api.Http;
using ImapApi.Application.Health;
using ImapApi.Application.Logs;
using ImapApi.Application.Statistics;
using ImapApi.Domain.Security;
using MediatR;
using Microsoft.AspNetCore.Http.HttpResults;
using Prometheus;

namespace ImapApi.Api.Endpoints;

/// <summary>For whoever watches the service: statistics, protocol logs, health and metrics.</summary>
internal static class MonitoringEndpoints
{
    private const string Tag = "Monitoring";
    private const string ProtocolLogType = "application/x-ndjson";

    public static void MapMonitoring(this WebApplication app)
    {
        app.MapGet("/v1/stats", GetStatistics).For(Access.Service).Fails()
            .Describe("GetStatistics", Tag, "Counts accounts by state, and what waits.");
        app.MapGet("/v1/logs/{account}", GetProtocolLog).For(Access.Account).Streams(ProtocolLogType).Fails(404)
            .Describe("GetProtocolLog", Tag, "Downloads what was said on the account's connections.", "Newline-delimited JSON, oldest line first, secrets masked. Empty unless the settings say that the account's log is kept.");
        app.MapGet("/health/live", GetLiveness).For(Access.Open)
            .Describe("GetLiveness", Tag, "Answers while the process runs.");
        app.MapGet("/health/ready", GetReadiness).For(Access.Open).Fails()
            .Describe("GetReadiness", Tag, "Answers 200 when the process can serve requests, else 503 with the reason.");
        app.MapGet("/metrics", GetMetrics).For(Access.Metrics).Streams("text/plain")
            .Describe("GetMetrics", Tag, "Metrics in Prometheus' text format.");
    }

    private static async Task<Ok<StatisticsResponse>> GetStatistics(HttpContext http, IMediator mediator) =>
        TypedResults.Ok(StatisticsResponse.From(await RequestInput.Of(http).SendAsync(mediator, new GetStatistics())));

    private static async Task<StreamedContent> GetProtocolLog(HttpContext http, IMediator mediator)
    {
        var input = RequestInput.Of(http);
        return new StreamedContent(await input.SendAsync(mediator, new GetProtocolLog(input.Account())), ProtocolLogType);
    }

    private static Ok<HealthResponse> GetLiveness() => TypedResults.Ok(new HealthResponse("ok"));

    private static async Task<Results<Ok<HealthResponse>, Refused>> GetReadiness(HttpContext http, IMediator mediator) =>
        await RequestInput.Of(http).SendAsync(mediator, new CheckReadiness()) is { } reason
            ? new Refused(ErrorStatus.NotReady(reason))
            : TypedResults.Ok(new HealthResponse("ok"));

    private static async Task GetMetrics(HttpContext http, CollectorRegistry registry)
    {
        http.Response.ContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;
        await registry.CollectAndExportAsTextAsync(http.Response.Body, http.RequestAborted);
    }
}
