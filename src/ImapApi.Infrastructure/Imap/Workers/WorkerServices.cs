using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Imap.Bounces;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Sync;
using ImapApi.Infrastructure.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>What every account's worker needs of the process.</summary>
internal sealed record WorkerServices(
    IAccountStore Accounts,
    IMailboxNumbers Numbers,
    ImapConnector Connector,
    OutlineCache Outlines,
    IAccountJournals Journals,
    IBouncedOriginals Originals,
    IOptions<ImapOptions> Options,
    TimeProvider Time,
    ImapApiMetrics Metrics,
    CallCosts Costs,
    ILogger<AccountWorker> Logger)
{
    public ImapConnection Connection(AccountId account, ImapLink link, AccountMailboxes mailboxes) =>
        new(account, link, mailboxes, Outlines, TimeSpan.FromMilliseconds(Options.Value.LingerMilliseconds), Time);
}
