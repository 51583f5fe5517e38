using System.Text.RegularExpressions;

namespace ImapApi.TestKit.Imap;

/// <summary>FETCH, STORE, SEARCH and EXPUNGE on the scripted messages.</summary>
internal static partial class MessageAnswers
{
    public static async Task FetchAsync(ImapCommand command, ImapReply reply)
    {
        var since = ChangedSince().Match(command.Arguments) is { Success: true } match ? ulong.Parse(match.Groups["since"].ValueSpan) : 0;
        foreach (var (number, message) in reply.Session.Selected!.Find(command.Tokens[0], command.ByUid))
        {
            if (message.ModSeq > since || since == 0)
                await reply.LineAsync(FetchAnswer.For(number, message, command.Tokens[1], command.ByUid, withModSeq: since > 0));
        }

        await reply.OkAsync();
    }

    public static async Task StoreAsync(ImapCommand command, ImapReply reply)
    {
        var operation = command.Tokens.First(token => token.Contains("FLAGS", StringComparison.OrdinalIgnoreCase)).ToUpperInvariant();
        var flags = command.Tokens[^1].Trim('(', ')').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (number, message) in reply.Session.Selected!.Find(command.Tokens[0], command.ByUid))
        {
            if (operation[0] is not ('+' or '-'))
                message.Flags.Clear();
            if (operation[0] == '-')
                message.Flags.ExceptWith(flags);
            else
                message.Flags.UnionWith(flags);
            if (!operation.EndsWith(".SILENT", StringComparison.Ordinal))
                await reply.LineAsync(FetchAnswer.For(number, message, "FLAGS", command.ByUid, withModSeq: false));
        }

        await reply.OkAsync();
    }

    /// <summary>Finds by ALL, UID and sequence sets; any other key is scripted by the test.</summary>
    public static async Task SearchAsync(ImapCommand command, ImapReply reply)
    {
        var selected = reply.Session.Selected!;
        var keys = command.Tokens;
        IReadOnlyList<(int Number, ScriptedMessage Message)> found = keys switch
        {
            ["ALL"] => selected.Find("1:*", byUid: false),
            ["UID", var set] => selected.Find(set, byUid: true),
            [var set] when char.IsAsciiDigit(set[0]) => selected.Find(set, byUid: false),
            _ => throw new NotSupportedException("Script the answer to SEARCH " + command.Arguments),
        };
        await reply.LineAsync("* SEARCH" + string.Concat(found.Select(hit => $" {(command.ByUid ? hit.Message.Uid : (uint)hit.Number)}")));
        await reply.OkAsync();
    }

    public static async Task ExpungeAsync(ImapCommand command, ImapReply reply)
    {
        var selected = reply.Session.Selected!;
        var doomed = selected.Find(command.ByUid ? command.Tokens[0] : "1:*", byUid: true).Where(found => found.Message.Flags.Contains("\\Deleted"));
        foreach (var (number, message) in doomed.Reverse())
        {
            lock (selected.Gate)
                selected.Messages.Remove(message);
            await reply.LineAsync($"* {number} EXPUNGE");
        }

        reply.Session.AnnouncedExists = selected.Exists;
        await reply.OkAsync();
    }

    [GeneratedRegex(@"CHANGEDSINCE (?<since>\d+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChangedSince();
}
