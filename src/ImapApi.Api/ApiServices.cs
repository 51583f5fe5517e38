using System.Text.Json.Serialization;
using ImapApi.Api.Auth;
using ImapApi.Api.Cluster;
using ImapApi.Api.Contracts;
using ImapApi.Api.Contracts.Events;
using ImapApi.Api.Endpoints;
using ImapApi.Api.Hosting;
using ImapApi.Api.Http;
using ImapApi.Api.Logging;
using ImapApi.Api.OpenApi;
using ImapApi.Api.Pages;
using ImapApi.Api.Tracing;
using ImapApi.Application.Events;
using ImapApi.Domain.Security;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace ImapApi.Api;

internal static class ApiServices
{
    private static readonly TimeSpan LongestShutdown = TimeSpan.FromSeconds(9);

    public static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddConsoleLog();
        services.AddTraceExport();
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ListenAddress>();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestShutdown);
        services.AddRoutingCore();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Clear();
            json.SerializerOptions.TypeInfoResolverChain.Add(ApiJson.Default);
            json.SerializerOptions.PropertyNamingPolicy = ApiJson.Web.Options.PropertyNamingPolicy;
            json.SerializerOptions.DefaultIgnoreCondition = ApiJson.Web.Options.DefaultIgnoreCondition;
            json.SerializerOptions.Encoder = ApiJson.Web.Options.Encoder;
            // A number is a number: ASP.NET would also read "3000", and say so in the API description.
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.Converters.Add(new UtcTimeConverter());
        });
        services.AddApiDescription();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IEventData, EventDataJson>();
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, TrustedProxies>();
        services.AddSingleton<FailedLogIns>();
        services.AddSingleton<OpenDoor>();
        services.AddSingleton<Stopping>();
        services.AddOptions<NodeKeyOptions>().BindConfiguration("cluster");
        services.AddSingleton<NodeKey>();
        services.AddHttpForwarder();
        services.AddSingleton<OwnerClient>();
        services.AddSingleton<ForwardingMetrics>();
        services.AddSingleton<OwnerSearch>();
        services.AddSingleton<SocketTransportFactory>();
        services.AddSingleton<IConnectionListenerFactory, SparingListenerFactory>();
        services.AddHostedService<PortCheck>();
        services.AddHostedService<FirstTokenCheck>();
        services.AddHostedService<StartBanner>();
        return services;
    }

    public static void MapApi(this WebApplication app)
    {
        app.UseMiddleware<ApiCallMetrics>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemDetailsExceptionHandler>();
        app.UseMiddleware<CallerGuard>();
        app.UseForwardedHeaders();
        app.UseMiddleware<TokenGuard>();
        app.UseMiddleware<OwnerForwarding>();
        var v1 = app.MapGroup("/v1");
        v1.MapAccounts();
        v1.MapAutoconfig();
        var account = v1.MapGroup("/account/{account}").For(Access.Account);
        account.AddEndpointFilter<RouteGroupBuilder, ServerTiming>();
        account.MapMailboxes();
        account.MapMessages();
        account.MapSubmissions();
        account.MapSearch();
        account.MapMessageSets();
        account.MapChanges();
        account.MapWait();
        account.MapThreads();
        v1.MapOutbox();
        v1.MapEvents();
        v1.MapSettings();
        v1.MapWebhooks();
        v1.MapDeliveries();
        v1.MapTokens();
        app.MapMonitoring();
        app.MapOpenApi(OpenApiServices.Route).For(Access.Open);
        app.MapPages();
    }
}
