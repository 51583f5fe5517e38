using ImapApi.Application.Accounts;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Cluster;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Storage;

namespace ImapApi.TestKit.Contracts;

/// <summary>The registry of mailbox numbers.</summary>
public abstract class MailboxNumbersContract : StorageTest
{
    private static readonly Account Bob = SampleAccounts.Create();
    private static readonly MailboxIdentity Inbox = new("mail.example.com", "bob@example.com", MailboxPath.Inbox, 7);

    private protected MailboxNumbersContract(IStoragePlace place) : base(place)
    {
    }

    private IMailboxNumbers Numbers => Host.Get<IMailboxNumbers>();

    private IAccountStore Accounts => Host.Get<IAccountStore>();

    [Fact]
    public async Task Counts_from_1_and_gives_the_same_mailbox_the_same_number()
    {
        var epoch = await OwnAsync(Bob);

        (await Numbers.AllotAsync(Bob.Id, Inbox, epoch, Token)).ShouldBe(new MailboxNumber(1));
        (await Numbers.AllotAsync(Bob.Id, Inbox with { Path = MailboxPath.Parse("Ünï/\"x\"") }, epoch, Token)).ShouldBe(new MailboxNumber(2));
        (await Numbers.AllotAsync(Bob.Id, Inbox with { }, epoch, Token)).ShouldBe(new MailboxNumber(1));
    }

    [Fact]
    public async Task Gives_a_new_number_when_host_user_path_or_uidvalidity_differ()
    {
        var epoch = await OwnAsync(Bob);
        MailboxIdentity[] all = [Inbox, Inbox with { ImapHost = "other" }, Inbox with { ImapUser = "other" }, Inbox with { Path = MailboxPath.Parse("other") }, Inbox with { UidValidity = 8 }];

        foreach (var mailbox in all)
            await Numbers.AllotAsync(Bob.Id, mailbox, epoch, Token);

        (await Numbers.LoadAsync(Bob.Id, Token)).OrderBy(pair => pair.Key.Value).Select(pair => (pair.Key.Value, pair.Value)).ShouldBe(all.Select((mailbox, i) => ((uint)i + 1, mailbox)));
    }

    [Fact]
    public async Task Keeps_numbers_under_new_paths_and_gives_the_old_paths_new_ones()
    {
        var epoch = await OwnAsync(Bob);
        var (box, child, taken) = (Inbox with { Path = MailboxPath.Parse("box") }, Inbox with { Path = MailboxPath.Parse("box/child") }, Inbox with { Path = MailboxPath.Parse("new") });
        foreach (var mailbox in (MailboxIdentity[])[box, child, taken])
            await Numbers.AllotAsync(Bob.Id, mailbox, epoch, Token);
        var (newBox, newChild) = (box with { Path = MailboxPath.Parse("new") }, child with { Path = MailboxPath.Parse("new/child") });

        await Numbers.MoveAsync(Bob.Id, [new(new(1), box, newBox, "new"), new(new(2), child, newChild, "child")], epoch, Token);

        (await Numbers.AllotAsync(Bob.Id, newBox, epoch, Token)).ShouldBe(new MailboxNumber(1));
        (await Numbers.AllotAsync(Bob.Id, newChild, epoch, Token)).ShouldBe(new MailboxNumber(2));
        (await Numbers.AllotAsync(Bob.Id, box, epoch, Token)).Value.ShouldBeGreaterThan(2u);
        var loaded = await Numbers.LoadAsync(Bob.Id, Token);
        loaded[new MailboxNumber(1)].ShouldBe(newBox);
        loaded[new MailboxNumber(2)].ShouldBe(newChild);
        await Should.ThrowAsync<OwnershipLostException>(() => Numbers.MoveAsync(Bob.Id, [new(new(1), newBox, box, "box")], new OwnershipEpoch(77, 77), Token));
        (await Numbers.AllotAsync(Bob.Id, newBox, epoch, Token)).ShouldBe(new MailboxNumber(1));
    }

    [Fact]
    public async Task Allots_every_number_once_to_many_callers()
    {
        var epoch = await OwnAsync(Bob);
        var mailboxes = Enumerable.Range(0, 10).Select(number => Inbox with { Path = MailboxPath.Parse($"m{number}") }).ToArray();

        var allotted = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => Numbers.AllotAsync(Bob.Id, mailboxes[i % 10], epoch, Token), Token)));

        var loaded = await Numbers.LoadAsync(Bob.Id, Token);
        loaded.Keys.Select(number => number.Value).Order().ShouldBe(Enumerable.Range(1, 10).Select(number => (uint)number));
        for (var i = 0; i < allotted.Length; i++)
            loaded[allotted[i]].ShouldBe(mailboxes[i % 10]);
    }

    [Fact]
    public async Task Allots_nothing_to_a_former_owner_but_tells_what_was_allotted()
    {
        var former = await OwnAsync(Bob);
        await Numbers.AllotAsync(Bob.Id, Inbox, former, Token);
        await Host.Get<IOwnership>().TakeAsync(Bob.Id, Token);

        await Should.ThrowAsync<OwnershipLostException>(() => Numbers.AllotAsync(Bob.Id, Inbox with { UidValidity = 9 }, former, Token));

        (await Numbers.AllotAsync(Bob.Id, Inbox, former, Token)).ShouldBe(new MailboxNumber(1));
        (await Numbers.LoadAsync(Bob.Id, Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Keeps_the_numbers_of_a_removed_account_for_its_return()
    {
        await Numbers.AllotAsync(Bob.Id, Inbox, await OwnAsync(Bob), Token);
        await Accounts.RemoveAsync(Bob.Id, Token);
        await RestartAsync();

        (await Numbers.LoadAsync(Bob.Id, Token))[new MailboxNumber(1)].ShouldBe(Inbox);
        var epoch = await OwnAsync(Bob);
        (await Numbers.AllotAsync(Bob.Id, Inbox with { UidValidity = 9 }, epoch, Token)).ShouldBe(new MailboxNumber(2));
        (await Numbers.AllotAsync(Bob.Id, Inbox, epoch, Token)).ShouldBe(new MailboxNumber(1));
    }

    [Fact]
    public async Task Counts_for_each_account_alone()
    {
        var alice = SampleAccounts.Create("alice");
        await Numbers.AllotAsync(Bob.Id, Inbox, await OwnAsync(Bob), Token);

        (await Numbers.LoadAsync(alice.Id, Token)).ShouldBeEmpty();
        (await Numbers.AllotAsync(alice.Id, Inbox with { UidValidity = 9 }, await OwnAsync(alice), Token)).ShouldBe(new MailboxNumber(1));
    }

    private async Task<OwnershipEpoch> OwnAsync(Account account)
    {
        await Accounts.SaveAsync(account, Token);
        return await Host.Get<IOwnership>().TakeAsync(account.Id, Token);
    }
}
