using System.Globalization;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Chaos;

/// <summary>Changes a user's mail at random, as several mail programs at once would. The same seed makes the same choices.</summary>
/// <param name="settled">Called after each command that changed something.</param>
/// <param name="unseen">Runs commands between which nobody may look, where that would be another change.</param>
internal sealed class RandomChanges(SecondClient client, int seed, Func<Task> settled, Func<Func<Task>, Task> unseen)
{
    private const int MostMailboxes = 9;
    private static readonly string[] Flags = ["\\Seen", "\\Flagged", "\\Answered", "\\Draft", "$Forwarded", "work"];

    private readonly Random _random = new(seed);
    private readonly List<string> _others = [];
    private int _messages;
    private int _names;

    /// <summary>All there are.</summary>
    public IEnumerable<string> Mailboxes => ["INBOX", .. _others];

    /// <summary>A user's mail before anything is known of it: INBOX and two more.</summary>
    public async Task FillAsync()
    {
        foreach (var name in (string[])["Work", "Private"])
        {
            await client.OkAsync($"CREATE \"{name}\"");
            _others.Add(name);
        }

        for (var i = 0; i < 24; i++)
            await AppendAsync(i % 3 == 0 ? AnyMailbox() : "INBOX");
    }

    public Task StepAsync() => _random.Next(20) switch
    {
        < 5 => AppendAsync(AnyMailbox()),
        < 10 => StoreAsync(AnyMailbox()),
        < 13 => DeleteAsync(AnyMailbox()),
        < 15 => MoveAsync(AnyMailbox(), AnyMailbox()),
        15 => CopyAsync(AnyMailbox(), AnyMailbox()),
        16 => CreateAsync(),
        17 => RenameAsync(),
        18 => DeleteMailboxAsync(),
        _ => RecreateAsync(),
    };

    /// <summary>After a step that failed, when nobody knows how much of it was done.</summary>
    public async Task BeginAnewAsync()
    {
        var there = await client.BeginAnewAsync(_others);
        _others.Clear();
        _others.AddRange(there.Where(mailbox => mailbox != "INBOX"));
    }

    private string AnyMailbox() => _random.Next(2) == 0 || _others.Count == 0 ? "INBOX" : _others[_random.Next(_others.Count)];

    private async Task AppendAsync(string mailbox)
    {
        var number = ++_messages;
        await client.AppendAsync(mailbox, MailFactory.Plain(number, text: $"Message {number} of {seed}."), string.Join(' ', SomeFlags()));
        await settled();
    }

    private async Task StoreAsync(string mailbox)
    {
        if (Some(await client.SelectAsync(mailbox)) is not { } uids)
            return;
        var how = _random.Next(5) switch { 0 => "FLAGS", 1 or 2 => "-FLAGS", _ => "+FLAGS" };
        await client.OkAsync($"UID STORE {uids} {how}.SILENT ({string.Join(' ', SomeFlags())})");
        await settled();
    }

    private async Task DeleteAsync(string mailbox)
    {
        if (Some(await client.SelectAsync(mailbox)) is not { } uids)
            return;
        await client.OkAsync($"UID STORE {uids} +FLAGS.SILENT (\\Deleted)");
        await settled();
        await client.OkAsync("EXPUNGE");
        await settled();
    }

    private async Task MoveAsync(string from, string to)
    {
        if (from == to || Some(await client.SelectAsync(from)) is not { } uids)
            return;
        if (await client.CanAsync("MOVE"))
        {
            await client.OkAsync($"UID MOVE {uids} \"{to}\"");
            await settled();
            return;
        }

        await client.OkAsync($"UID COPY {uids} \"{to}\"");
        await settled();
        await client.OkAsync($"UID STORE {uids} +FLAGS.SILENT (\\Deleted)");
        await settled();
        await client.OkAsync("EXPUNGE");
        await settled();
    }

    private async Task CopyAsync(string from, string to)
    {
        if (Some(await client.SelectAsync(from)) is not { } uids)
            return;
        await client.OkAsync($"UID COPY {uids} \"{to}\"");
        await settled();
    }

    private async Task CreateAsync()
    {
        if (_others.Count >= MostMailboxes)
            return;
        var name = $"Box {++_names}";
        await client.OkAsync($"CREATE \"{name}\"");
        _others.Add(name);
        await settled();
        await AppendAsync(name);
    }

    /// <summary>Also to the name of one that is gone.</summary>
    private async Task RenameAsync()
    {
        if (_others.Count == 0)
            return;
        var old = _others[_random.Next(_others.Count)];
        var name = _random.Next(2) == 0 && _names > 0 ? $"Box {_random.Next(_names) + 1}" : $"Box {++_names}";
        if (_others.Contains(name))
            return;
        await client.SelectAsync("INBOX");
        await client.OkAsync($"RENAME \"{old}\" \"{name}\"");
        _others[_others.IndexOf(old)] = name;
        await settled();
    }

    private async Task DeleteMailboxAsync()
    {
        if (_others.Count < 3)
            return;
        var name = _others[_random.Next(_others.Count)];
        await client.SelectAsync("INBOX");
        await client.OkAsync($"DELETE \"{name}\"");
        _others.Remove(name);
        await settled();
    }

    /// <summary>Deleted and made anew under its name: nothing in it is what it was.</summary>
    private async Task RecreateAsync()
    {
        if (_others.Count == 0)
            return;
        var name = _others[_random.Next(_others.Count)];
        await client.SelectAsync("INBOX");
        await unseen(async () =>
        {
            await client.OkAsync($"DELETE \"{name}\"");
            await client.OkAsync($"CREATE \"{name}\"");
        });
        await settled();
        await AppendAsync(name);
    }

    private string[] SomeFlags()
    {
        var flags = Flags.ToArray();
        _random.Shuffle(flags);
        return flags[..(_random.Next(2) + 1)];
    }

    /// <summary>One to three of them, as a set; null when there are none.</summary>
    private string? Some(uint[] uids)
    {
        _random.Shuffle(uids);
        return uids.Length == 0 ? null : string.Join(',', uids.Take(_random.Next(1, 4)).Select(uid => uid.ToString(CultureInfo.InvariantCulture)));
    }
}
