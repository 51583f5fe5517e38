using System.Globalization;
using System.Text.RegularExpressions;
using ImapApi.TestKit.Imap;

namespace ImapApi.IntegrationTests.Providers;

/// <summary>What a scripted server needs beyond reading to be one that mail is changed on and sent from: COPY, MOVE, APPEND, and SEARCH by a few keys.</summary>
internal static partial class ProviderCommands
{
    /// <summary>Of an expression, in milliseconds.</summary>
    private const int Patience = 10_000;

    public static ScriptedImapServer AddTo(ScriptedImapServer server) => server
        .On("COPY", (command, reply) => TransferAsync(server, command, reply, isMove: false))
        .On("MOVE", (command, reply) => TransferAsync(server, command, reply, isMove: true))
        .On("APPEND", (command, reply) => AppendAsync(server, command, reply))
        .On("SEARCH", SearchAsync);

    /// <summary>The messages that were appended there.</summary>
    public static ScriptedMessage[] Of(ScriptedImapServer server, string mailbox)
    {
        var found = server.Mailboxes[mailbox];
        lock (found.Gate)
            return [.. found.Messages];
    }

    private static async Task TransferAsync(ScriptedImapServer server, ImapCommand command, ImapReply reply, bool isMove)
    {
        var source = reply.Session.Selected!;
        if (server.Mailboxes.Find(command.Tokens[1]) is not { } target)
        {
            await reply.NoAsync("[TRYCREATE] No such mailbox.");
            return;
        }

        var found = source.Find(command.Tokens[0], command.ByUid);
        var copies = found.Select(hit => Add(target, hit.Message)).ToArray();
        var code = copies.Length > 0 && server.Options.Capabilities.Contains("UIDPLUS")
            ? $"[COPYUID {target.UidValidity} {string.Join(',', found.Select(hit => hit.Message.Uid))} {string.Join(',', copies.Select(copy => copy.Uid))}] "
            : "";
        if (isMove)
        {
            await reply.LineAsync($"* OK {code}Moved.");
            foreach (var (number, message) in found.Reverse())
            {
                lock (source.Gate)
                    source.Messages.Remove(message);
                await reply.LineAsync($"* {number} EXPUNGE");
            }

            reply.Session.AnnouncedExists = source.Exists;
        }

        await reply.OkAsync($"{(isMove ? "" : code)}Done.");
    }

    private static ScriptedMessage Add(ScriptedMailbox target, ScriptedMessage message)
    {
        lock (target.Gate)
        {
            var copy = new ScriptedMessage(target.UidNext) { Subject = message.Subject, Header = message.Headers, Body = message.Body };
            copy.Flags.UnionWith(message.Flags);
            foreach (var (name, value) in message.Attributes)
                copy.Attributes[name] = value;
            target.Messages.Add(copy);
            return copy;
        }
    }

    private static async Task AppendAsync(ScriptedImapServer server, ImapCommand command, ImapReply reply)
    {
        if (server.Mailboxes.Find(command.Tokens[0]) is not { } target)
        {
            await reply.NoAsync("[TRYCREATE] No such mailbox.");
            return;
        }

        var text = command.Tokens[^1];
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        ScriptedMessage message;
        lock (target.Gate)
        {
            message = new ScriptedMessage(target.UidNext) { Header = text[..end], Body = text[end..] };
            if (command.Tokens.Count > 2 && command.Tokens[1].StartsWith('('))
                message.Flags.UnionWith(command.Tokens[1].Trim('(', ')').Split(' ', StringSplitOptions.RemoveEmptyEntries));
            target.Messages.Add(message);
        }

        await reply.OkAsync(server.Options.Capabilities.Contains("UIDPLUS") ? $"[APPENDUID {target.UidValidity} {message.Uid}] Done." : "Done.");
    }

    /// <summary>By sets, SEEN, UNSEEN, and by one header or the subject; all else matches.</summary>
    private static async Task SearchAsync(ImapCommand command, ImapReply reply)
    {
        var keys = command.Arguments;
        var found = reply.Session.Selected!.Find("1:*", byUid: false).Where(hit => Matches(hit.Message, keys)).Select(hit => command.ByUid ? hit.Message.Uid : (uint)hit.Number).ToArray();
        var numbers = found.Select(number => number.ToString(CultureInfo.InvariantCulture)).ToArray();
        await reply.LineAsync(keys.StartsWith("RETURN", StringComparison.OrdinalIgnoreCase)
            ? $"* ESEARCH (TAG \"{command.Tag}\") UID{(found.Length == 0 ? "" : " ALL " + string.Join(',', numbers))}"
            : string.Join(' ', ["* SEARCH", .. numbers]));
        await reply.OkAsync();
    }

    private static bool Matches(ScriptedMessage message, string keys)
    {
        var isSeen = message.Flags.Contains("\\Seen");
        return (!Unseen().IsMatch(keys) || !isSeen)
            && (!Seen().IsMatch(keys) || isSeen)
            && (!Header().IsMatch(keys) || message.Headers.Contains(Header().Match(keys).Groups["value"].Value, StringComparison.OrdinalIgnoreCase))
            && (!Subject().IsMatch(keys) || message.Headers.Contains(Subject().Match(keys).Groups["value"].Value, StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"\bUNSEEN\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Unseen();

    [GeneratedRegex(@"(?<!UN)\bSEEN\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Seen();

    [GeneratedRegex(@"HEADER \S+ ""?(?<value>[^""\s]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Header();

    [GeneratedRegex(@"SUBJECT ""?(?<value>[^""\s]+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Subject();
}
