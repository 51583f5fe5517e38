using DnsClient;
using DnsClient.Protocol;
using ImapApi.Application.Autoconfig;
using ImapApi.Domain.Autoconfig;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Autoconfig;

/// <summary>Five questions at once. Nothing is kept: a domain is asked about once, when an account is set up.</summary>
internal sealed partial class DnsMailServiceRecords(IOptions<AutoconfigOptions> options, TimeProvider time, ILogger<DnsMailServiceRecords> logger) : IMailServiceRecords
{
    private static readonly TimeSpan Attempt = TimeSpan.FromSeconds(1.5);

    /// <summary>For all of it, a change to TCP after a truncated answer included.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public async Task<MailServiceRecords> FindAsync(MailDomain domain, CancellationToken cancellationToken)
    {
        if (options.Value.Dns == DnsAttribute.Off)
            return MailServiceRecords.None;
        if (Servers() is not { Length: > 0 } servers)
        {
            LogNoServer();
            return MailServiceRecords.None with { IsComplete = false };
        }

        // Questions are few and may be about any name a caller thinks of: a cache would only grow.
        var client = new LookupClient(new LookupClientOptions(servers) { Timeout = Attempt, Retries = 1, UseCache = false, ThrowDnsErrors = false });
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var services = ((string[])["_imaps", "_imap", "_submissions", "_submission"])
            .Select(service => AskAsync(client, $"{service}._tcp.{domain}.", QueryType.SRV, Service, either.Token, cancellationToken)).ToArray();
        var exchangers = await AskAsync(client, $"{domain}.", QueryType.MX, Exchanger, either.Token, cancellationToken);
        var found = await Task.WhenAll(services);
        return new MailServiceRecords(found[0] ?? [], found[1] ?? [], found[2] ?? [], found[3] ?? [], exchangers ?? [], Array.TrueForAll(found, answer => answer is not null) && exchangers is not null);
    }

    private static ServiceRecord? Service(DnsResourceRecord record) =>
        record is SrvRecord found ? new ServiceRecord(found.Priority, found.Weight, found.Target.Value, found.Port) : null;

    private static MailExchanger? Exchanger(DnsResourceRecord record) => record is MxRecord found ? new MailExchanger(found.Preference, found.Exchange.Value) : null;

    /// <summary>Empty where the system names none. The library's own fallback, a public server of a large company, is not wanted.</summary>
    private NameServer[] Servers() =>
        DnsAttribute.Server(options.Value.Dns) is { } server ? [server] : [.. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)];

    /// <summary>Null: there was no answer. A name that is not there is an answer.</summary>
    private async Task<T[]?> AskAsync<T>(LookupClient client, string name, QueryType type, Func<DnsResourceRecord, T?> read, CancellationToken deadline, CancellationToken cancellationToken) where T : class
    {
        try
        {
            var answer = await client.QueryAsync(new DnsQuestion(name, type), deadline);
            if (answer.Header.ResponseCode is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain))
                LogFailed(name, type, answer.ErrorMessage);
            else if (!answer.Questions.Any(question => question.QuestionType == type && question.QueryName.Value.Equals(name, StringComparison.OrdinalIgnoreCase)))
                LogFailed(name, type, "The answer is to another question.");
            else
                return [.. answer.Answers.Select(read).OfType<T>()];
            return null;
        }
        // A malformed answer makes the library read beyond its buffer: which exception that is depends on how long the buffer happens to be.
        catch (Exception exception) when (exception is DnsResponseException or DnsResponseParseException or DnsXidMismatchException or ArgumentException or IndexOutOfRangeException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogFailed(name, type, exception.Message);
            return null;
        }
    }
}
