using ImapApi.Domain.Accounts;
using ImapApi.Domain.Bounces;
using ImapApi.Infrastructure.Imap.Bounces;

namespace ImapApi.Infrastructure.Outbox;

/// <summary>Finds what bounced among the records of what was sent: two small reads.</summary>
internal sealed class OutboxOriginals(OutboxRepository repository) : IBouncedOriginals
{
    public async Task<BouncedMessage> FindAsync(AccountId account, BouncedMessage original, CancellationToken cancellationToken)
    {
        if (original.InternetMessageId is not { } id || await repository.FindByMessageIdAsync(account, id, cancellationToken) is not { Entry: var sent })
            return original;
        return original with { Queue = sent.Id, Copy = sent.SentCopy };
    }
}
