using System.Collections;
using System.Collections.Concurrent;

namespace ImapApi.TestKit.Imap;

/// <summary>The mailboxes of a scripted server. Naming one that is not there makes it.</summary>
internal sealed class MailboxTable : IEnumerable<ScriptedMailbox>
{
    private readonly ConcurrentDictionary<string, ScriptedMailbox> _byName = new();

    public MailboxTable() => _ = this["INBOX"];

    public ScriptedMailbox this[string name] => _byName.GetOrAdd(Canonical(name), static key => new ScriptedMailbox(key));

    public ScriptedMailbox? Find(string name) => _byName.GetValueOrDefault(Canonical(name));

    public bool Remove(string name) => _byName.TryRemove(Canonical(name), out _);

    public IEnumerator<ScriptedMailbox> GetEnumerator() => _byName.Values.OrderBy(mailbox => mailbox.Name, StringComparer.Ordinal).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string Canonical(string name) => name.Equals("INBOX", StringComparison.OrdinalIgnoreCase) ? "INBOX" : name;
}
