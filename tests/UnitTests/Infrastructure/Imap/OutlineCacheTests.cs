using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.Imap.Mapping;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class OutlineCacheTests
{
    private static readonly AccountId Alice = AccountId.Parse("alice");
    private static readonly AccountId Bob = AccountId.Parse("bob");
    private static readonly MailboxNumber One = new(1);

    [Fact]
    public void Finds_what_was_added_and_nothing_else()
    {
        var cache = Cache(1 << 20);
        cache.Add(Alice, One, Outline(7));

        Has(cache, Alice, 7).ShouldBeTrue();
        Has(cache, Alice, 8).ShouldBeFalse();
        Has(cache, Bob, 7).ShouldBeFalse();
        cache.TryGet(Alice, new MailboxNumber(2), new Uid(7), out _).ShouldBeFalse();
    }

    [Fact]
    public void Stays_within_its_bytes_and_keeps_what_is_read()
    {
        var cache = Cache(100 * OutlineSize.Of(Outline(1)));
        for (uint uid = 1; uid <= 5000; uid++)
        {
            cache.Add(Alice, One, Outline(uid));
            Has(cache, Alice, 1).ShouldBeTrue($"after {uid}");
            cache.Bytes.ShouldBeLessThanOrEqualTo(100 * OutlineSize.Of(Outline(1)));
        }

        Has(cache, Alice, 5000).ShouldBeTrue();
        Has(cache, Alice, 2).ShouldBeFalse();
    }

    [Fact]
    public void Forgets_a_message_that_has_gone_with_its_bytes()
    {
        var cache = Cache(1 << 20);
        for (uint uid = 1; uid <= 5000; uid++)
        {
            cache.Add(Alice, One, Outline(uid));
            cache.Remove(Alice, One, new Uid(uid));
            cache.Remove(Alice, One, new Uid(uid));
        }

        cache.Bytes.ShouldBe(0);
        Has(cache, Alice, 7).ShouldBeFalse();
        cache.Add(Alice, One, Outline(7));
        Has(cache, Alice, 7).ShouldBeTrue();
        cache.Remove(Alice);
        cache.Bytes.ShouldBe(0);
        Has(cache, Alice, 7).ShouldBeFalse();
    }

    [Fact]
    public void Keeps_nothing_when_it_is_off()
    {
        var cache = Cache(0);
        cache.Add(Alice, One, Outline(7));

        Has(cache, Alice, 7).ShouldBeFalse();
        cache.Bytes.ShouldBe(0);
    }

    [Fact]
    public void Counts_a_message_once()
    {
        var cache = Cache(1 << 20);
        cache.Add(Alice, One, Outline(7));
        cache.Add(Alice, One, Outline(7));

        cache.Bytes.ShouldBe(OutlineSize.Of(Outline(7)));
    }

    [Fact]
    public void Forgets_an_account_and_its_bytes()
    {
        var cache = Cache(1 << 20);
        for (uint uid = 1; uid <= 10; uid++)
        {
            cache.Add(Alice, One, Outline(uid));
            cache.Add(Bob, One, Outline(uid));
        }

        cache.Remove(Alice);

        Has(cache, Alice, 3).ShouldBeFalse();
        Has(cache, Bob, 3).ShouldBeTrue();
        cache.Bytes.ShouldBe(10 * OutlineSize.Of(Outline(1)));
    }

    [Fact]
    public async Task Bears_many_writers_at_once()
    {
        var cache = Cache(50 * OutlineSize.Of(Outline(1)));

        await Parallel.ForAsync(0u, 20_000u, (number, _) =>
        {
            cache.Add(number % 2 == 0 ? Alice : Bob, One, Outline(number / 3 + 1));
            cache.TryGet(Alice, One, new Uid(number / 2 + 1), out var _);
            if (number % 500 == 0)
                cache.Remove(Bob);
            return ValueTask.CompletedTask;
        });

        cache.Bytes.ShouldBeInRange(0, 50 * OutlineSize.Of(Outline(1)));
    }

    internal static MessageOutline Outline(uint uid) =>
        new(new Uid(uid), DateTimeOffset.UnixEpoch, null, 100, "cached", null, null, [], [], [], [], null, null, null, null, []);

    private static OutlineCache Cache(long bytes) => new(Options.Create(new ImapOptions { CacheBytes = bytes }));

    private static bool Has(OutlineCache cache, AccountId account, uint uid) =>
        cache.TryGet(account, One, new Uid(uid), out var outline) && outline.Uid.Value == uid;
}
