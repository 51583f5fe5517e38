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

    [Fact]
    public void Estimates_what_an_outline_really_takes()
    {
        const int Count = 20_000;
        var outlines = new MessageOutline[Count];
        var cache = Cache(long.MaxValue);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < Count; i++)
            cache.Add(Alice, One, outlines[i] = Rich((uint)i + 1));
        var real = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(outlines);

        ((double)cache.Bytes / real).ShouldBeInRange(0.8, 1.5);
    }

    internal static MessageOutline Outline(uint uid) =>
        new(new Uid(uid), DateTimeOffset.UnixEpoch, null, 100, "cached", null, null, [], [], [], [], null, null, null, null, []);

    private static MessageOutline Rich(uint uid) => Outline(uid) with
    {
        Subject = "The subject of message " + uid,
        From = new EmailAddress("Alice " + uid, $"alice{uid}@example.com"),
        To = new[] { new EmailAddress("Bob " + uid, $"bob{uid}@example.com"), new EmailAddress("", $"carol{uid}@example.com") },
        InternetMessageId = $"<{uid}.message@example.com>",
        Leaves = new[] { Leaf("1.1", "text/plain"), Leaf("1.2", "text/html") },
    };

    private static BodyLeaf Leaf(string part, string type) =>
        new(PartNumber.Parse(new string(part)), CommonWords.Share(type), "7bit", "utf-8", 100, null, null, false, false, false, false, false);

    private static OutlineCache Cache(long bytes) => new(Options.Create(new ImapOptions { CacheBytes = bytes }));

    private static bool Has(OutlineCache cache, AccountId account, uint uid) =>
        cache.TryGet(account, One, new Uid(uid), out var outline) && outline.Uid.Value == uid;
}
