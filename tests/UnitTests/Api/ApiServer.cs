using System.Collections;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ImapApi.Api;
using ImapApi.Api.Configuration;
using ImapApi.Api.Hosting;
using ImapApi.Application;
using ImapApi.Application.Accounts;
using ImapApi.Application.Autoconfig;
using ImapApi.Application.Cluster;
using ImapApi.Application.Events;
using ImapApi.Application.Health;
using ImapApi.Application.Logs;
using ImapApi.Application.Mailboxes;
using ImapApi.Application.Messages;
using ImapApi.Application.Settings;
using ImapApi.Application.Statistics;
using ImapApi.Application.Submissions;
using ImapApi.Application.Tokens;
using ImapApi.Application.Webhooks;
using ImapApi.Domain.Security;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Security;
using ImapApi.TestKit.Fakes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace ImapApi.UnitTests.Api;

/// <summary>The real HTTP surface on a free port of loopback, on top of substituted ports.</summary>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ApiServer(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public IAccountStore Accounts => Port<IAccountStore>();

    public IAccountConnections Connections => Port<IAccountConnections>();

    public IMessageStore Messages => Port<IMessageStore>();

    public IMessageSets Sets => Port<IMessageSets>();

    public IMailboxStore Mailboxes => Port<IMailboxStore>();

    /// <summary>From now on these tokens are known, by their secrets, and no others; and everybody is asked for one.</summary>
    public Task KnowAsync(params (string Secret, ApiToken Token)[] tokens) =>
        Port<TokenSnapshot>().PublishAsync(wasEverMade: true, tokens.Select(token => (TokenSecret.Hash(token.Secret), token.Token)));

    public T Port<T>() where T : class => _app.Services.GetRequiredService<T>();

    public static Task<ApiServer> StartAsync(params string[] arguments) => StartAsync(TimeProvider.System, arguments);

    public static Task<ApiServer> StartAsync(TimeProvider time, params string[] arguments) => StartAsync(time, _ => { }, arguments);

    public static async Task<ApiServer> StartAsync(TimeProvider time, Action<IServiceCollection> configure, params string[] arguments)
    {
        var configuration = ServerConfiguration.Load(CommandLine.Parse(["--api:port", "0", "--log:level", "error", .. arguments]), new Hashtable(), AppContext.BaseDirectory);
        var builder = ServerHost.CreateBuilder(configuration);
        builder.Services.AddSingleton(time);
        builder.Services.AddApplication();
        builder.Services.AddImapApiMetrics();
        builder.Services.AddApi();
        builder.Services.AddSingleton<ICallCosts, CallCosts>();
        AddPort<IMailServiceRecords>(builder.Services);
        AddPort<IPublishedSettings>(builder.Services);
        AddPort<IAccountStore>(builder.Services);
        AddPort<IAccountConnections>(builder.Services);
        AddPort<IClusterNodes>(builder.Services);
        builder.Services.AddSingleton<INodeLife, LoneNode>();
        AddPort<IAccountVerifier>(builder.Services);
        AddPort<IMessageStore>(builder.Services);
        AddPort<IMessageSets>(builder.Services);
        AddPort<IHtmlCleaner>(builder.Services);
        AddPort<IMailboxStore>(builder.Services);
        AddPort<ISettingsStore>(builder.Services);
        AddPort<IProtocolLogs>(builder.Services);
        AddPort<IRequestQueues>(builder.Services);
        AddPort<IReferenceSource>(builder.Services);
        AddPort<IMessageComposer>(builder.Services);
        AddPort<IOutboxLoad>(builder.Services);
        AddPort<IReadiness>(builder.Services);
        AddPort<IEventFeed>(builder.Services);
        AddPort<IWebhookDeliveries>(builder.Services);
        AddPort<IWebhookSecretStore>(builder.Services);
        AddPort<IWebhookTester>(builder.Services);
        AddPort<IWebhookPolicy>(builder.Services);
        AddPort<IOutbox>(builder.Services);
        AddPort<ITokenStore>(builder.Services);
        AddPort<IAccountLocator>(builder.Services);
        var tokens = new TokenSnapshot();
        await tokens.PublishAsync(wasEverMade: false, []);
        builder.Services.AddSingleton(tokens).AddSingleton<ITokenCheck>(tokens);
        configure(builder.Services);
        var app = builder.Build();
        app.Services.GetRequiredService<IAccountConnections>().GetOwnerAsync(default!, default).ReturnsForAnyArgs(FakeAccountConnections.Owner);
        app.Services.GetRequiredService<IClusterNodes>().ListAsync(default).ReturnsForAnyArgs([]);
        app.MapApi();
        await app.StartAsync();
        return new ApiServer(app);
    }

    public Task<HttpResponseMessage> SendAsync(string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        // The path goes out as it is written.
        var uri = new Uri(Http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(new HttpMethod(method), uri);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<(HttpStatusCode Status, JsonNode Body)> AskAsync(string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, path, json, headers);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }

    private static void AddPort<T>(IServiceCollection services) where T : class => services.AddSingleton(Substitute.For<T>());
}
