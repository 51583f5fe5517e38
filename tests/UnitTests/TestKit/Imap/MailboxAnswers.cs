using System.Text.RegularExpressions;

namespace ImapApi.TestKit.Imap;

/// <summary>LIST, STATUS, SELECT and their kin.</summary>
internal static class MailboxAnswers
{
    public static async Task ListAsync(ScriptedImapServer server, ImapCommand command, ImapReply reply)
    {
        var tokens = command.Tokens.ToList();
        var onlySpecial = tokens[0].Equals("(SPECIAL-USE)", StringComparison.OrdinalIgnoreCase);
        if (tokens[0].StartsWith('('))
            tokens.RemoveAt(0);
        var pattern = tokens[0] + tokens[1].Trim('(', ')');
        if (pattern.Length == 0)
        {
            await reply.LineAsync($"* {command.Verb} (\\Noselect) \"/\" \"\"");
        }

        var status = StatusItemsOf(tokens);
        foreach (var mailbox in server.Mailboxes.Where(mailbox => Matches(pattern, mailbox.Name) && (!onlySpecial || IsSpecial(mailbox))))
        {
            await reply.LineAsync($"* {command.Verb} ({mailbox.Attributes}) \"/\" {Quote(mailbox.Name)}");
            if (status is not null)
                await reply.LineAsync(Status(mailbox, status));
        }

        await reply.OkAsync();
    }

    public static async Task StatusAsync(ScriptedImapServer server, ImapCommand command, ImapReply reply)
    {
        if (server.Mailboxes.Find(command.Tokens[0]) is not { } mailbox)
        {
            await reply.NoAsync("[NONEXISTENT] No such mailbox.");
            return;
        }

        await reply.LineAsync(Status(mailbox, command.Tokens[1]));
        await reply.OkAsync();
    }

    public static async Task SelectAsync(ScriptedImapServer server, ImapCommand command, ImapReply reply)
    {
        reply.Session.Selected = null;
        if (server.Mailboxes.Find(command.Tokens[0]) is not { } mailbox)
        {
            await reply.NoAsync("[NONEXISTENT] No such mailbox.");
            return;
        }

        reply.Session.Selected = mailbox;
        reply.Session.AnnouncedExists = mailbox.Exists;
        await reply.LineAsync("* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)");
        await reply.LineAsync("* OK [PERMANENTFLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft \\*)] Flags permitted.");
        await reply.LineAsync($"* {mailbox.Exists} EXISTS");
        await reply.LineAsync("* 0 RECENT");
        await reply.LineAsync($"* OK [UIDVALIDITY {mailbox.UidValidity}] UIDs valid");
        if (mailbox.UidNext != 0)
            await reply.LineAsync($"* OK [UIDNEXT {mailbox.UidNext}] Predicted next UID");
        await reply.LineAsync(mailbox.HighestModSeq is { } highest ? $"* OK [HIGHESTMODSEQ {highest}] Highest" : "* OK [NOMODSEQ] No mod-sequences");
        await reply.OkAsync(command.Verb == "SELECT" ? "[READ-WRITE] Selected." : "[READ-ONLY] Examined.");
    }

    public static Task CloseAsync(ImapReply reply)
    {
        reply.Session.Selected = null;
        return reply.OkAsync();
    }

    public static Task CreateAsync(ScriptedImapServer server, ImapCommand command, ImapReply reply)
    {
        if (server.Mailboxes.Find(command.Tokens[0]) is not null)
            return reply.NoAsync("[ALREADYEXISTS] Mailbox already exists.");
        _ = server.Mailboxes[command.Tokens[0]];
        return reply.OkAsync();
    }

    public static Task DeleteAsync(ScriptedImapServer server, ImapCommand command, ImapReply reply) =>
        server.Mailboxes.Remove(command.Tokens[0]) ? reply.OkAsync() : reply.NoAsync("[NONEXISTENT] No such mailbox.");

    private static string Status(ScriptedMailbox mailbox, string items)
    {
        var values = items.Trim('(', ')').Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(item => item.ToUpperInvariant()).Select(item => (item, value: item switch
        {
            "MESSAGES" => (ulong)mailbox.Exists,
            "UIDNEXT" => mailbox.UidNext == 0 ? null : mailbox.UidNext,
            "UIDVALIDITY" => mailbox.UidValidity,
            "UNSEEN" => (ulong)mailbox.Unseen,
            "HIGHESTMODSEQ" => mailbox.HighestModSeq ?? 0,
            "SIZE" => (ulong)mailbox.Messages.Sum(message => message.Size),
            "RECENT" => 0ul,
            _ => (ulong?)null,
        }));
        return $"* STATUS {Quote(mailbox.Name)} ({string.Join(' ', values.Where(pair => pair.value is not null).Select(pair => $"{pair.item} {pair.value}"))})";
    }

    /// <summary><c>RETURN (SUBSCRIBED STATUS (MESSAGES UNSEEN))</c>, RFC 5819.</summary>
    private static string? StatusItemsOf(List<string> tokens)
    {
        var returned = tokens.SkipWhile(token => !token.Equals("RETURN", StringComparison.OrdinalIgnoreCase)).ElementAtOrDefault(1) ?? "";
        var at = returned.IndexOf("STATUS (", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : returned[(at + "STATUS ".Length)..(returned.IndexOf(')', at) + 1)];
    }

    private static bool Matches(string pattern, string name) =>
        Regex.IsMatch(name, "^" + Regex.Escape(pattern).Replace("\\*", ".*").Replace("%", "[^/]*") + "$", name == "INBOX" ? RegexOptions.IgnoreCase : RegexOptions.None, TimeSpan.FromSeconds(1));

    private static bool IsSpecial(ScriptedMailbox mailbox) =>
        mailbox.Attributes.Split(' ').Any(attribute => attribute is "\\All" or "\\Archive" or "\\Drafts" or "\\Flagged" or "\\Junk" or "\\Sent" or "\\Trash");

    private static string Quote(string name) => "\"" + name.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";
}
