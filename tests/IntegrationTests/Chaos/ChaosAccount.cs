using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Chaos;

/// <summary>An account whose mail is changed by somebody else, and what its event log says of that.</summary>
internal sealed class ChaosAccount : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly SecondClient _changer;
    private readonly SecondClient _reader;
    private readonly RecordingProxy? _line;

    private ChaosAccount(TestAccount account, SecondClient changer, SecondClient reader, RandomChanges changes, EventReplay replay, RecordingProxy? line)
    {
        Account = account;
        (_changer, _reader, _line) = (changer, reader, line);
        Changes = changes;
        Replay = replay;
    }

    public TestAccount Account { get; }

    public RandomChanges Changes { get; }

    public EventReplay Replay { get; }

    /// <summary>Answers when every mailbox is followed.</summary>
    /// <param name="settled">Called after each change: then also nothing of it is done in two steps, as far as the program can see.</param>
    /// <param name="settings">Of the account with this id; null: its mail server, and no more.</param>
    public static async Task<ChaosAccount> StartAsync(
        SharedServers servers, ApiProcess api, MailServerKind kind, int seed, Func<Task>? settled = null, Func<string, object>? settings = null)
    {
        var server = await servers.MailServerAsync(kind);
        var account = new TestAccount(api.Client, server, servers.NewUser());
        var changer = new SecondClient(await account.ConnectAsync(), account.ConnectAsync);
        var reader = new SecondClient(await account.ConnectAsync(), account.ConnectAsync);
        var isFilled = false;
        var line = settled is null ? null : new RecordingProxy(DovecotServer.Host, server.Port);
        var changes = new RandomChanges(changer, seed, () => isFilled && settled is not null ? settled() : Task.CompletedTask, work => line?.RunUnseenAsync(work) ?? work());
        await changes.FillAsync();
        isFilled = true;
        var chaos = new ChaosAccount(account, changer, reader, changes, new EventReplay(await reader.ReadAllAsync(changes.Mailboxes)), line);
        (await api.Client.PostAsync("/v1/account", settings?.Invoke(account.Id) ?? Registration.Account(account.Id, Registration.Imap(line?.Port ?? server.Port, account.Id)))).Ok();
        await account.InitializedAsync();
        await chaos.PlayAsync();
        return chaos;
    }

    public Task<SortedDictionary<string, ServerMailbox>> ReadAllAsync() => _reader.ReadAllAsync(Changes.Mailboxes);

    /// <summary>Plays what has been logged since the last call.</summary>
    public async Task PlayAsync()
    {
        while (await Account.EventsAsync(Replay.Sequence) is { Length: > 0 } events)
        {
            foreach (var entry in events)
                Replay.Play(entry);
        }
    }

    /// <summary>Has every mailbox looked at, and waits until the events tell exactly what the server holds. Nobody may change anything meanwhile.</summary>
    public async Task SettleAsync()
    {
        var held = await ReadAllAsync();
        await Account.Api.UntilAsync(Account.Id, "connected", Patience);
        (await Account.PutAsync("sync", new { })).Ok();
        string[] differences = [];
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    await PlayAsync();
                    Replay.Problems.ShouldBeEmpty(Account.Id);
                    differences = [.. Replay.DifferencesFrom(held)];
                    return differences.Length == 0;
                },
                "the events tell what is there",
                Patience);
        }
        catch (TimeoutException late)
        {
            throw new InvalidOperationException($"{Account.Id}: {string.Join('\n', differences)}", late);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _changer.DisposeAsync();
        await _reader.DisposeAsync();
        if (_line is not null)
            await _line.DisposeAsync();
    }
}
