using System.Globalization;
using System.Text.RegularExpressions;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Chaos;

/// <summary>Another mail program of the same user: makes the changes that the program under test has to find, and says what is true in the end.</summary>
/// <param name="imap">Its connection.</param>
/// <param name="connect">Makes another one, for when the server goes on refusing on this one.</param>
internal sealed partial class SecondClient(RawImap imap, Func<Task<RawImap>> connect) : IAsyncDisposable
{
    /// <summary>Refusals in a row after which a new connection is made.</summary>
    private const int Stubborn = 30;

    /// <summary>Of an expression, in milliseconds.</summary>
    private const int Patience = 10_000;

    private RawImap _imap = imap;
    private string? _capabilities;

    public async Task<bool> CanAsync(string capability)
    {
        _capabilities ??= await _imap.OkAsync("CAPABILITY");
        return _capabilities.Split(' ', '\r').Contains(capability, StringComparer.OrdinalIgnoreCase);
    }

    public Task<string> OkAsync(string command) => _imap.OkAsync(command);

    public Task AppendAsync(string mailbox, byte[] message, string flags) => AgainAsync(async () =>
    {
        await _imap.AppendAsync(mailbox, message, flags);
        return true;
    });

    /// <summary>Selects the mailbox and lists what is in it.</summary>
    public async Task<uint[]> SelectAsync(string mailbox)
    {
        await AgainAsync(() => _imap.OkAsync($"SELECT \"{mailbox}\""));
        var answer = await _imap.OkAsync("UID SEARCH ALL");
        return [.. Numbers().Matches(Searched().Match(answer).Value).Select(match => Number(match.Value))];
    }

    /// <summary>Every mailbox, with every message in it.</summary>
    /// <param name="known">Those that are certainly there: the list of Dovecot's index now and then leaves some out.</param>
    public async Task<SortedDictionary<string, ServerMailbox>> ReadAllAsync(IEnumerable<string> known)
    {
        var all = new SortedDictionary<string, ServerMailbox>(StringComparer.Ordinal);
        foreach (Match listed in Listed().Matches(await _imap.OkAsync("LIST \"\" \"*\"")))
        {
            var attributes = listed.Groups["attributes"].Value;
            if (!attributes.Contains("\\NonExistent", StringComparison.OrdinalIgnoreCase) && !attributes.Contains("\\NoSelect", StringComparison.OrdinalIgnoreCase))
                all[listed.Groups["name"].Value] = await ReadAsync(listed.Groups["name"].Value);
        }

        foreach (var mailbox in known.Where(mailbox => all.GetValueOrDefault(mailbox) is not { } read || read == ServerMailbox.Ghost))
            all[mailbox] = await AgainAsync(async () => await ReadAsync(mailbox) is var read && read != ServerMailbox.Ghost ? read : throw new InvalidOperationException($"{mailbox} cannot be opened."));
        // A server may end a session whose mailbox is deleted.
        await _imap.OkAsync("EXAMINE INBOX");

        return all;
    }

    /// <summary>Begins anew on another connection, as after a session that the server refuses to go on with.</summary>
    /// <returns>The mailboxes that can be opened, of those that are listed and of these.</returns>
    public async Task<string[]> BeginAnewAsync(IEnumerable<string> known)
    {
        await _imap.DisposeAsync();
        _imap = await connect();
        var all = await ReadAllAsync([]);
        foreach (var mailbox in known.Where(mailbox => !all.ContainsKey(mailbox)).ToList())
            all[mailbox] = await ReadAsync(mailbox);
        return [.. all.Where(mailbox => mailbox.Value != ServerMailbox.Ghost).Select(mailbox => mailbox.Key)];
    }

    public ValueTask DisposeAsync() => _imap.DisposeAsync();

    private async Task<ServerMailbox> ReadAsync(string mailbox)
    {
        var opened = await _imap.CommandAsync($"EXAMINE \"{mailbox}\"");
        if (!opened.Contains("[UIDVALIDITY ", StringComparison.Ordinal))
            return ServerMailbox.Ghost;
        var messages = new Dictionary<uint, ServerMessage>();
        if (!opened.Contains("* 0 EXISTS", StringComparison.Ordinal))
        {
            foreach (var line in (await _imap.OkAsync("FETCH 1:* (UID FLAGS INTERNALDATE)")).Split("\r\n"))
            {
                if (!Uid().IsMatch(line))
                    continue;
                var received = DateTimeOffset.ParseExact(Received().Match(line).Groups["value"].Value.Trim(), "d-MMM-yyyy HH:mm:ss zzz", CultureInfo.InvariantCulture);
                messages[Number(Uid().Match(line).Groups["value"].Value)] = new ServerMessage(FlagText.Of(Flags().Match(line).Groups["value"].Value.Split(' ')), received);
            }
        }

        return new ServerMailbox(Number(UidValidity().Match(opened).Groups["value"].Value), messages);
    }

    /// <summary>Dovecot stumbles now and then over a mailbox that was made anew while another session has the former one open, and refuses.</summary>
    private async Task<T> AgainAsync<T>(Func<Task<T>> ask)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ask();
            }
            catch (InvalidOperationException) when (attempt < 300)
            {
                // Refused, not done. It finds itself again.
                await Task.Delay(100);
                if (attempt % Stubborn != 0)
                    continue;
                await _imap.DisposeAsync();
                _imap = await connect();
            }
        }
    }

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\* LIST \((?<attributes>[^)]*)\) \S+ ""?(?<name>[^""\r]*)""?\r", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Listed();

    [GeneratedRegex(@"\* SEARCH[ 0-9]*", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Searched();

    [GeneratedRegex(@"[0-9]+", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"[( ]UID (?<value>[0-9]+)", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Uid();

    [GeneratedRegex(@"FLAGS \((?<value>[^)]*)\)", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Flags();

    [GeneratedRegex(@"INTERNALDATE ""(?<value>[^""]*)""", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex Received();

    [GeneratedRegex(@"\[UIDVALIDITY (?<value>[0-9]+)\]", RegexOptions.ExplicitCapture, Patience)]
    private static partial Regex UidValidity();
}
