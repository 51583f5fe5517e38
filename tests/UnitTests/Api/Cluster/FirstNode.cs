using ImapApi.Api.Cluster;
using ImapApi.Application.Cluster;
using ImapApi.TestKit.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Api.Cluster;

/// <summary>Our program as a node of a cluster, on substituted ports.</summary>
internal sealed class FirstNode : IAsyncDisposable
{
    private const string Secret = "a secret that the nodes share";

    private FirstNode(ApiServer server, FakeAccountLocator locator)
    {
        Server = server;
        Locator = locator;
    }

    /// <summary>What a node sends to another.</summary>
    public static string Key { get; } = new NodeKey(Options.Create(new NodeKeyOptions { Secret = Secret })).Value!;

    public ApiServer Server { get; }

    public FakeAccountLocator Locator { get; }

    public Uri Address => Server.Http.BaseAddress!;

    public static Task<FirstNode> StartAsync(params string[] arguments) => StartAsync(TimeProvider.System, arguments);

    public static async Task<FirstNode> StartAsync(TimeProvider time, params string[] arguments)
    {
        var locator = new FakeAccountLocator();
        var server = await ApiServer.StartAsync(time, services => services.AddSingleton<IAccountLocator>(locator), ["--cluster:secret", Secret, .. arguments]);
        return new FirstNode(server, locator);
    }

    public async Task<string> ReadMetricAsync(string outcome)
    {
        var line = (await Server.Http.GetStringAsync("/metrics")).Split('\n').Single(line => line.StartsWith($"imapapi_forwarded_requests{{outcome=\"{outcome}\"}}", StringComparison.Ordinal));
        return line.Split(' ')[1];
    }

    /// <summary>It is counted a moment after the caller knows.</summary>
    public async Task WaitForMetricAsync(string outcome)
    {
        for (var tries = 0; tries < 500 && await ReadMetricAsync(outcome) == "0"; tries++)
            await Task.Yield();
        (await ReadMetricAsync(outcome)).ShouldBe("1");
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
