using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;
using ImapApi.IntegrationTests.Chaos;
using ImapApi.IntegrationTests.Fixtures;
using ImapApi.TestKit;

namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>
/// A load goes on while every connection that the program makes is cut, reset, truncated, silenced, stalled or slowed down at random moments: another mail program
/// changes the same mail, callers read, mark, search, move and send, one follows the events. Then the faults end, and everything has to be as if there had been none.
/// </summary>
internal sealed partial class FaultRound(SharedServers servers, StoreKind store, FaultRunSettings settings)
{
    /// <summary>For each account: idle connections to targets and callers, which end by themselves later.</summary>
    private const int SpareDescriptors = 8;

    /// <summary>Of an expression, in milliseconds.</summary>
    private const int Quickly = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenChanges = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan BetweenReconnects = TimeSpan.FromSeconds(2);

    private readonly LoadRecord _record = new();
    private readonly List<ChaosAccount> _accounts = [];
    private readonly ConcurrentDictionary<ChaosAccount, bool> _broken = new();
    private int _changes;
    private int _refusals;
    private int _damagedLists;
    private int _reused;

    public async Task RunAsync()
    {
        await using var world = await FaultyWorld.StartAsync(servers, store, settings);
        await using var follower = await StreamFollower.StartAsync(world.Api.Client.Address, _record);
        try
        {
            for (var i = 0; i < settings.Accounts; i++)
                _accounts.Add(await ChaosAccount.StartAsync(servers, world.Api, FaultyWorld.KindOf(i), (settings.Seed * 1000) + i, settings: id => world.AccountOf(FaultyWorld.KindOf(i), id)));
            var descriptors = ResourceWatch.DescriptorsOf(world.Api.ProcessId);
            await using var watch = new ResourceWatch(world.Api.ProcessId);
            var mails = await LoadAsync(world);
            await watch.StopAsync();

            await SettleAsync(world, follower);
            foreach (var chaos in _accounts)
                await CheckMailsAsync(chaos, world, mails[chaos.Account.Id]);
            await Eventually.TrueAsync(
                () => Task.FromResult(ResourceWatch.DescriptorsOf(world.Api.ProcessId) <= descriptors + (settings.Accounts * SpareDescriptors)),
                $"no more descriptors are open than before: {descriptors}, and {SpareDescriptors} for each account; they are {ResourceWatch.DescriptorsOf(world.Api.ProcessId)}",
                Patience);
            if (settings.IsLong && watch.MemoryProblem() is { } grown)
                _record.Complain(grown);
            foreach (Match defect in Defect().Matches(world.Api.Output))
                _record.Complain($"The log says: {defect.Value}");
            Tell(world, watch, mails.Values.Sum(own => own.Count), descriptors);
            _record.Problems.ShouldBeEmpty();
        }
        catch
        {
            await KeepEvidenceAsync(world);
            throw;
        }
        finally
        {
            foreach (var chaos in _accounts)
                await chaos.DisposeAsync();
        }
    }

    /// <returns>What each account has sent.</returns>
    private async Task<Dictionary<string, IReadOnlyList<SubmittedMail>>> LoadAsync(FaultyWorld world)
    {
        using var api = new ApiClient(world.Api.Client.Address);
        var callers = _accounts.Select((chaos, i) => (chaos.Account.Id, Caller: new LoadCaller(api, chaos.Account.Id, _record, (settings.Seed * 1000) + i))).ToList();
        using var end = new CancellationTokenSource(settings.Length);
        world.BeginFaults();
        await Task.WhenAll(
        [
            .. callers.Select(caller => caller.Caller.RunAsync(end.Token)),
            .. _accounts.Select(chaos => RepeatAsync(BetweenChanges, () => ChangeAsync(chaos), end)),
            RepeatAsync(BetweenReconnects, () => ReconnectAsync(api), end),
        ]);
        world.EndFaults();
        foreach (var chaos in _broken.Keys)
            await chaos.Changes.BeginAnewAsync();
        // After so many failures the next attempt of its own may be minutes away.
        using (var connected = new CancellationTokenSource())
        {
            var reconnecting = RepeatAsync(BetweenReconnects, () => ReconnectAsync(api), connected);
            foreach (var chaos in _accounts)
                await chaos.Account.Api.UntilAsync(chaos.Account.Id, "connected", Patience);
            await connected.CancelAsync();
            await reconnecting;
        }

        await Task.WhenAll(callers.Select(caller => caller.Caller.OnceEachAsync()));
        return callers.ToDictionary(caller => caller.Id, caller => caller.Caller.Mails);
    }

    /// <summary>Now and then the server refuses something, or ends the session: the other mail program begins anew then.</summary>
    private async Task ChangeAsync(ChaosAccount chaos)
    {
        try
        {
            if (_broken.TryRemove(chaos, out _))
                await chaos.Changes.BeginAnewAsync();
            await chaos.Changes.StepAsync();
            Interlocked.Increment(ref _changes);
        }
        catch (Exception refused) when (refused is InvalidOperationException or IOException)
        {
            Interlocked.Increment(ref _refusals);
            _broken[chaos] = true;
        }
    }

    /// <summary>Somebody who does not wait ten minutes for the next attempt.</summary>
    private async Task ReconnectAsync(ApiClient api)
    {
        string[] expected = ["200", "503 StoreUnavailable", "504 Timeout"];
        foreach (var id in _accounts.Select(chaos => Registration.PathOf(chaos.Account.Id)))
        {
            var told = await _record.AskAsync(api, "account", HttpMethod.Get, id, null, expected);
            if (told is { Status: System.Net.HttpStatusCode.OK } && told.Ok().Text("state") is "connectError" or "disconnected" or "authenticationError")
                await _record.AskAsync(api, "reconnect", HttpMethod.Put, $"{id}/reconnect", new { }, expected);
        }
    }

    /// <summary>The log, the webhooks and the stream tell what the servers hold.</summary>
    private async Task SettleAsync(FaultyWorld world, StreamFollower follower)
    {
        await Task.WhenAll(_accounts.Select(async chaos =>
        {
            await UntilSentAsync(chaos);
            var reused = ReusedUids.PathsIn((await chaos.Account.Api.GetAsync($"/v1/logs/{chaos.Account.Id}")).Text);
            Interlocked.Add(ref _reused, reused.Count);
            chaos.Replay.Excuse(reused);
            await SettleAsync(chaos);
        }));
        foreach (var chaos in _accounts)
        {
            // What is told after the mail was compared, like the end of a submission.
            await chaos.PlayAsync();
            chaos.Replay.Problems.ShouldBeEmpty(chaos.Account.Id);
            var logged = await LoggedAsync(chaos);
            var ids = logged.Select(entry => entry.Text("eventId")).ToArray();
            await world.Webhooks.UntilAsync(all => ids.ToHashSet().IsSubsetOf(all.Select(webhook => webhook.EventId)), $"every event of {chaos.Account.Id} is posted");
            var posted = world.Webhooks.Received.Where(webhook => webhook.Json.Text("account") == chaos.Account.Id).ToList();
            posted.Select(webhook => webhook.EventId).Distinct().ShouldBe(ids, chaos.Account.Id);
            foreach (var same in posted.GroupBy(webhook => webhook.EventId))
                same.Select(webhook => webhook.Body).Distinct().Count().ShouldBe(1);
            await Eventually.TrueAsync(() => Task.FromResult(follower.LastOf(chaos.Account.Id) == ids.Length), $"the stream has told the {ids.Length} events of {chaos.Account.Id}", Patience);
        }
    }

    /// <summary>A long session of Dovecot whose list index was damaged never lists some mailboxes again, as its log says; a new session does.</summary>
    private async Task SettleAsync(ChaosAccount chaos)
    {
        try
        {
            await chaos.SettleAsync();
        }
        catch (InvalidOperationException) when (chaos.Account.Server is DovecotServer dovecot && DamagedList(chaos.Account.Id).IsMatch(dovecot.Log))
        {
            Interlocked.Increment(ref _damagedLists);
            (await chaos.Account.PutAsync("reconnect", new { })).Ok();
            await chaos.SettleAsync();
        }
    }

    private static async Task<List<JsonElement>> LoggedAsync(ChaosAccount chaos)
    {
        var logged = new List<JsonElement>();
        while (await chaos.Account.EventsAsync(logged.Count) is { Length: > 0 } more)
            logged.AddRange(more);
        return logged;
    }

    private static Task UntilSentAsync(ChaosAccount chaos) => Eventually.TrueAsync(
        async () => (await OutboxAsync(chaos)).All(entry => entry.Text("state") is not ("scheduled" or "queued" or "sending" or "committing")), $"all mail of {chaos.Account.Id} is decided", Patience);

    private async Task CheckMailsAsync(ChaosAccount chaos, FaultyWorld world, IReadOnlyList<SubmittedMail> mails)
    {
        var taken = world.Submissions.Messages.CountBy(message => message.Parse().Subject ?? "").ToDictionary();
        var states = (await OutboxAsync(chaos)).ToLookup(entry => entry.Text("subject"), entry => entry.Text("state"));
        foreach (var mail in mails)
        {
            if (mail.Problem([.. states[mail.Token]], taken.GetValueOrDefault(mail.Token)) is { } problem)
                _record.Complain(problem);
        }
    }

    private static async Task<List<JsonElement>> OutboxAsync(ChaosAccount chaos)
    {
        var all = new List<JsonElement>();
        for (var page = 0; ; page++)
        {
            var listed = (await chaos.Account.Api.GetAsync($"/v1/outbox?account={chaos.Account.Id}&pageSize=1000&page={page}")).Ok();
            all.AddRange(listed.Items("messages"));
            if (page + 1 >= listed.Number("pages"))
                return all;
        }
    }

    /// <summary>What is needed to find out what went wrong: all that the program said, the events, and what was said on each account's wire of late, and what the servers wrote down.</summary>
    private async Task KeepEvidenceAsync(FaultyWorld world)
    {
        var directory = Directory.CreateDirectory(Path.Combine(Checkout.Root, "artifacts", $"faults-{store}-{settings.Seed}")).FullName;
        await File.WriteAllTextAsync(Path.Combine(directory, "program.log"), world.Api.Output);
        foreach (var chaos in _accounts)
        {
            await File.WriteAllLinesAsync(Path.Combine(directory, $"{chaos.Account.Id}-events.ndjson"), (await LoggedAsync(chaos)).Select(entry => entry.GetRawText()));
            await File.WriteAllTextAsync(Path.Combine(directory, $"{chaos.Account.Id}-wire.log"), (await chaos.Account.Api.GetAsync($"/v1/logs/{chaos.Account.Id}")).Text);
        }

        foreach (var kind in Enumerable.Range(0, _accounts.Count).Select(FaultyWorld.KindOf).Distinct())
        {
            if (await servers.MailServerAsync(kind) is DovecotServer dovecot)
                await File.WriteAllTextAsync(Path.Combine(directory, $"{kind}.log"), dovecot.Log);
        }
    }

    /// <param name="end">Brought about by a failure, too: the rest of the load would be for nothing.</param>
    private static async Task RepeatAsync(TimeSpan pause, Func<Task> action, CancellationTokenSource end)
    {
        try
        {
            using var timer = new PeriodicTimer(pause);
            while (await timer.WaitForNextTickAsync(end.Token))
                await action();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The load ends between two actions.
        }
        catch
        {
            await end.CancelAsync();
            throw;
        }
    }

    private void Tell(FaultyWorld world, ResourceWatch watch, int mails, int descriptors)
    {
        var output = TestContext.Current.TestOutputHelper;
        output?.WriteLine($"{store}, {settings.Length.TotalSeconds:0} s, {settings.Accounts} accounts, seed {settings.Seed}: {world.FaultCount} faults ({world})");
        output?.WriteLine($"{store}: {_changes} changes by another program, {_refusals} refused, {_damagedLists} lists damaged, {_reused} mailboxes with UIDs reused; {_record.Count} requests ({_record})");
        output?.WriteLine($"{store}: {_accounts.Sum(chaos => chaos.Replay.Sequence)} events; {world.Webhooks.Received.Count} webhooks; {mails} submissions, {world.Submissions.Messages.Count} messages taken");
        output?.WriteLine($"{store}: {watch}; before the faults {descriptors}, in the end {ResourceWatch.DescriptorsOf(world.Api.ProcessId)}");
    }

    private static Regex DamagedList(string user) => new($@"imap\({user}\).*Corrupted transaction log file .*dovecot\.list\.index\.log", RegexOptions.None, TimeSpan.FromMilliseconds(Quickly));

    /// <summary>None of them is to be there.</summary>
    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+ [^ ]+ (error|fatal) .*(\n[^2].*)*", RegexOptions.ExplicitCapture | RegexOptions.Multiline, Quickly)]
    private static partial Regex Defect();
}
