using System.Collections.Concurrent;
using ImapApi.Application.Errors;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Bounces;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime.Bounces;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Bounces;

/// <summary>
/// Looks into new messages that may be bounces, before they are told: what is found is told in the same step, so once. A message that costs the connection
/// twice is told without.
/// </summary>
internal sealed class BounceWatch(AccountId account, IBouncedOriginals originals, TimeSpan patience)
{
    private const int MostTries = 2;

    /// <summary>Tries that have not ended well; there are few, for each costs a connection.</summary>
    private const int MostRemembered = 1000;

    private readonly ConcurrentDictionary<MessageId, int> _tries = new();

    /// <summary>By UID; those that tell of a failure.</summary>
    /// <param name="use">Of the mailbox they have arrived in: what is put into Sent, Drafts and Trash was not delivered there.</param>
    public async Task<IReadOnlyDictionary<uint, Bounce>> FindAsync(ImapConnection connection, IReadOnlyList<MessageSummary> arrived, SpecialUse? use, CancellationToken cancellationToken)
    {
        var found = new Dictionary<uint, Bounce>();
        if (use is SpecialUse.Sent or SpecialUse.Drafts or SpecialUse.Trash)
            return found;
        foreach (var message in arrived.Where(message => Bounce.MayBe(message.Outline)))
        {
            if (await ReadAsync(connection, message, cancellationToken) is { IsFailure: true } bounce)
                found[message.Id.Uid.Value] = bounce with { Original = await originals.FindAsync(account, bounce.Original, cancellationToken) };
        }

        return found;
    }

    private async Task<Bounce?> ReadAsync(ImapConnection connection, MessageSummary message, CancellationToken cancellationToken)
    {
        if (_tries.AddOrUpdate(message.Id, 1, (_, tries) => tries + 1) > MostTries)
            return null;
        if (_tries.Count > MostRemembered)
            _tries.Clear();
        Bounce? bounce = null;
        try
        {
            using var source = await connection.AskAsync(patience, token => BounceFetch.ReadAsync(connection, message.Outline, token), cancellationToken);
            bounce = source is null ? null : BounceReader.Read(source);
        }
        catch (Exception gone) when (gone is NotFoundException or ImapCommandException)
        {
            // Deleted meanwhile, or refused: the connection lives.
        }

        _tries.TryRemove(message.Id, out _);
        return bounce;
    }
}
