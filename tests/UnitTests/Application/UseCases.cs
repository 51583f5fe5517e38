using ImapApi.Application;
using ImapApi.Application.Accounts;
using ImapApi.Application.Errors;
using ImapApi.Application.Events;
using ImapApi.Application.Pipeline;
using ImapApi.Application.Settings;
using ImapApi.TestKit.Fakes;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;

namespace ImapApi.UnitTests.Application;

/// <summary>The use cases with their whole pipeline, on fakes; a port without one is a substitute.</summary>
internal sealed class UseCases : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public UseCases()
    {
        Events = new InMemoryEventFeed(Time);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddApplication();
        services.AddSingleton<IAccountStore>(Accounts);
        services.AddSingleton<IAccountConnections>(Connections);
        services.AddSingleton<ISettingsStore>(Settings);
        services.AddSingleton<IEventFeed>(Events);
        services.AddSingleton<IUseCaseMetrics>(Metrics);
        foreach (var port in Ports)
            services.TryAdd(ServiceDescriptor.Singleton(port, Substitute.For([port], [])));
        _provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>Every interface that Application asks the outside to implement.</summary>
    public static IReadOnlyList<Type> Ports { get; } = [.. typeof(ApplicationServices).Assembly.GetExportedTypes().Where(type => type.IsInterface && !type.IsGenericType)];

    public FakeTimeProvider Time { get; } = new();

    public InMemoryAccountStore Accounts { get; } = new();

    public FakeAccountConnections Connections { get; } = new();

    public InMemorySettingsStore Settings { get; } = new();

    public InMemoryEventFeed Events { get; }

    public RecordingMetrics Metrics { get; } = new();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    public Task<TResponse> SendAsync<TResponse>(IRequest<TResponse> request) => Get<IMediator>().Send(request);

    /// <summary>Sends what must be refused, and answers which keys are wrong.</summary>
    public async Task<IReadOnlyList<string>> KeysRefusedAsync<TResponse>(IRequest<TResponse> request)
    {
        var error = await Should.ThrowAsync<ValidationFailedException>(() => SendAsync(request));
        error.Fields.ShouldAllBe(field => field.Message.Length > 0);
        return [.. error.Fields.Select(field => field.Key)];
    }

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
