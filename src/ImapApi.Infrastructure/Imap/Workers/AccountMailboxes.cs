using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Cluster;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>The mailbox numbers of one account, as its worker knows them: loaded when it connects, extended when it meets a mailbox for the first time.</summary>
internal sealed class AccountMailboxes(AccountId account, OwnershipEpoch epoch, IMailboxNumbers numbers)
{
    private volatile IReadOnlyDictionary<MailboxNumber, MailboxIdentity> _known = new Dictionary<MailboxNumber, MailboxIdentity>();
    private string _host = "";
    private string _user = "";

    /// <summary>Called for each new connection, before anything else.</summary>
    public async Task LoadAsync(string host, string user, CancellationToken cancellationToken)
    {
        _known = await numbers.LoadAsync(account, cancellationToken);
        (_host, _user) = (host, user);
    }

    /// <summary>The mailbox of a message id; null when the number was never allotted, or for another server or user.</summary>
    public MailboxIdentity? Find(MailboxNumber number) =>
        _known.TryGetValue(number, out var identity) && string.Equals(identity.ImapHost, _host, StringComparison.OrdinalIgnoreCase) && identity.ImapUser == _user
            ? identity
            : null;

    /// <summary>The mailbox's number, allotted now if it has none.</summary>
    public async Task<MailboxNumber> NumberOfAsync(MailboxPath path, uint uidValidity, CancellationToken cancellationToken)
    {
        var identity = new MailboxIdentity(_host, _user, path, uidValidity);
        foreach (var (known, other) in _known)
        {
            if (other == identity)
                return known;
        }

        var number = await numbers.AllotAsync(account, identity, epoch, cancellationToken);
        // A watcher and a command connection may both come here: copy, so that readers never see a dictionary that is being written.
        _known = new Dictionary<MailboxNumber, MailboxIdentity>(_known) { [number] = identity };
        return number;
    }

    /// <summary>A mailbox was renamed, and those below it with it: all keep their numbers.</summary>
    public async Task<IReadOnlyList<MailboxMove>> RenameAsync(MailboxPath from, MailboxPath to, char delimiter, CancellationToken cancellationToken)
    {
        var moves = new List<MailboxMove>();
        foreach (var (number, _) in _known)
        {
            if (Find(number) is not { } identity)
                continue;
            var path = identity.Path.Value;
            if (path != from.Value && (delimiter == '\0' || !path.StartsWith(from.Value + delimiter, StringComparison.Ordinal)))
                continue;
            var moved = MailboxPath.Parse(to.Value + path[from.Value.Length..]);
            moves.Add(new MailboxMove(number, identity, identity with { Path = moved }, moved.Value[(moved.Value.LastIndexOf(delimiter) + 1)..]));
        }

        if (moves.Count == 0)
            return moves;
        await numbers.MoveAsync(account, moves, epoch, cancellationToken);
        var taken = moves.Select(move => move.To).ToHashSet();
        // What was known under the new path before is of a mailbox that is gone.
        var known = _known.Where(pair => !taken.Contains(pair.Value)).ToDictionary();
        foreach (var move in moves)
            known[move.Number] = move.To;
        _known = known;
        return moves;
    }
}
