using ImapApi.Application.Cluster;
using ImapApi.Application.Events;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Events;
using ImapApi.Infrastructure.Metrics;
using ImapApi.Infrastructure.Security;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Fakes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ImapApi.TestKit.Storage;

/// <summary>The storage part of the program, started as the program starts it, but for the trimmer of the event log.</summary>
internal sealed class StorageHost : IAsyncDisposable
{
    private readonly IHost _host;

    private StorageHost(IHost host) => _host = host;

    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<StorageHost> StartAsync(string dataDirectory, string redis = "", IDictionary<string, string?>? configuration = null, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("dbs:path", dataDirectory), new("dbs:redis", redis)]);
        builder.Configuration.AddInMemoryCollection(configuration);
        builder.Services.AddLogging();
        builder.Services.AddSecurity(builder.Configuration);
        builder.Services.AddStorage(builder.Configuration);
        builder.Services.AddImapApiMetrics();
        builder.Services.AddSingleton<INodeLife, LoneNode>();
        builder.Services.AddSingleton<OwnedAccounts>();
        builder.Services.AddEvents();
        // It works behind the tests' backs: it forgets accounts that are not registered, as theirs are. Its own test runs it.
        builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(EventTrimmer)));
        builder.Services.AddSingleton<IEventData, NamedEventData>();
        services?.Invoke(builder.Services);
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return new StorageHost(host);
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
