using ImapApi.Infrastructure.Imap.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ImapApi.Infrastructure.Cluster;

/// <summary>
/// The others have found this node dead (it stood still, or was cut off), and have taken its accounts over. It cannot come back as the node it was: it lets go of
/// everything and ends, for whoever runs it to start it again. Orleans by itself would crash the process.
/// </summary>
internal sealed partial class NodeLost(IServiceProvider services, IHostApplicationLifetime lifetime, ILogger<NodeLost> logger) : IFatalErrorHandler
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public bool IsUnexpected(Exception exception) => exception is not OperationCanceledException;

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        LogLost(logger, exception, context ?? "");
        Environment.ExitCode = 1;
        services.GetRequiredService<NodeFacts>().IsLost = true;
        var owned = services.GetRequiredService<OwnedAccounts>();
        foreach (var account in owned.All)
            owned.Drop(account);
        _ = services.GetRequiredService<AccountWorkers>().DisposeAsync().AsTask();
        lifetime.StopApplication();
        // A silo that is dead to the others may have nobody to say goodbye to.
        _ = Task.Delay(Patience).ContinueWith(_ => Environment.Exit(1), TaskScheduler.Default);
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "This node is out of the cluster and ends; start it again. {Context}")]
    private static partial void LogLost(ILogger logger, Exception? exception, string context);
}
