using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Guard;
using ImapApi.Infrastructure.Metrics;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapApi.Fuzzing;

/// <summary>MailKit behind the guard, on a server that answers one question with an input.</summary>
internal sealed class GuardedClient : IProtocolLogSink
{
    private static readonly ImapApiMetrics Metrics = new(Prometheus.Metrics.NewCustomRegistry());
    private static readonly AccountId Account = AccountId.Parse("fuzz");
    private static readonly GuardedClient Sink = new();

    private GuardedClient()
    {
    }

    /// <returns>What MailKit made of the answer; null where the guard or MailKit itself refused it.</returns>
    public static T? Ask<T>(GuardLimits limits, string question, byte[] answer, Func<IMailFolder, T> ask)
        where T : class
    {
        using var stream = new ScriptedStream(question, answer);
        var guard = new ImapGuard(limits, TimeProvider.System, Account, connection: 1, Sink, Metrics);
        using var client = new ImapClient(guard);
        guard.BeginCommand(exists: 3);
        client.Connect(stream, "imap.example.com", 143, SecureSocketOptions.None);
        client.Inbox.Open(FolderAccess.ReadOnly);
        guard.BeginCommand(exists: 3);
        try
        {
            return ask(client.Inbox);
        }
#pragma warning disable CA1031 // What MailKit throws of an answer costs a worker its connection, whatever it is.
        catch (Exception exception) when (exception is not Finding)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>The log is kept, so that it has to be made as well.</summary>
    public bool IsOn(AccountId account) => true;

    public void Append(AccountId account, ProtocolLogLine line) =>
        Finding.Unless(!line.Text.Contains('\n', StringComparison.Ordinal), "a line of the log is one");
}
