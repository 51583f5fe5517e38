namespace ImapApi.Domain.Mailboxes;

/// <summary>An account's own counter of mailboxes, from 1: the first half of every message id.</summary>
public readonly record struct MailboxNumber(uint Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
