using System.Buffers;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap;
using ImapApi.Infrastructure.Imap.Mapping;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Imap;

[Collection("Alone")]
public sealed class OutlineEstimateTests
{
    [Fact]
    public void Estimates_what_an_outline_really_takes_with_the_json_beside_it()
    {
        // What other tests have left may go while it is measured, and is no part of it.
        var ratio = Ratio();
        for (var again = 0; again < 2 && ratio is (< 0.8 or > 1.5); again++)
            ratio = Ratio();
        ratio.ShouldBeInRange(0.8, 1.5);
    }

    /// <summary>The estimate to what is really taken.</summary>
    private static double Ratio()
    {
        const int Count = 20_000;
        var outlines = new MessageOutline[Count];
        var cache = new OutlineCache(Options.Create(new ImapOptions { CacheBytes = long.MaxValue }));
        var before = Settled();
        for (var i = 0; i < Count; i++)
        {
            cache.Add(AccountId.Parse("alice"), new MailboxNumber(1), outlines[i] = Rich((uint)i + 1));
            var listed = new MessageSummary(new MessageId(new MailboxNumber(1), outlines[i].Uid), outlines[i], FlagSet.Empty, Labels: null, IsKnown: true);
            KnownMessageJson.TryWrite(new ArrayBufferWriter<byte>(), listed).ShouldBeTrue();
        }

        var real = Settled() - before;
        GC.KeepAlive(outlines);

        return (double)cache.Bytes / real;
    }

    /// <summary>What lives, once what other tests have left is gone: some of it goes only after its finalizers.</summary>
    private static long Settled()
    {
        var last = long.MaxValue;
        for (var round = 0; round < 50; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var now = GC.GetTotalMemory(forceFullCollection: true);
            if (Math.Abs(now - last) < 100_000)
                return now;
            last = now;
        }

        return last;
    }

    private static MessageOutline Rich(uint uid) => OutlineCacheTests.Outline(uid) with
    {
        Subject = "The subject of message " + uid,
        From = new EmailAddress("Alice " + uid, $"alice{uid}@example.com"),
        To = new[] { new EmailAddress("Bob " + uid, $"bob{uid}@example.com"), new EmailAddress("", $"carol{uid}@example.com") },
        InternetMessageId = $"<{uid}.message@example.com>",
        Leaves = new[] { Leaf("1.1", "text/plain"), Leaf("1.2", "text/html") },
    };

    private static BodyLeaf Leaf(string part, string type) =>
        new(PartNumber.Parse(new string(part)), CommonWords.Share(type), "7bit", "utf-8", 100, null, null, false, false, false, false, false);
}
