using ImapApi.Domain.Autoconfig;
using ImapApi.Infrastructure.Autoconfig;
using ImapApi.TestKit.Dns;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Autoconfig;

public sealed class DnsMailServiceRecordsTests : IAsyncDisposable
{
    private const ushort Srv = 33;
    private readonly DnsResponder _dns = new();

    public ValueTask DisposeAsync() => _dns.DisposeAsync();

    [Fact]
    public async Task All_services_and_exchangers_of_a_domain_are_found()
    {
        _dns.WithService("_imaps._tcp.example.org", 10, 5, 993, "imap.example.org").WithService("_imap._tcp.example.org", 0, 0, 0, ".")
            .WithService("_submissions._tcp.example.org", 1, 2, 465, "smtp.example.org").WithService("_submission._tcp.example.org", 3, 4, 587, "smtp.example.org")
            .WithExchanger("example.org", 10, "mx1.example.net").WithExchanger("example.org", 20, "mx2.example.net");

        var found = await FindAsync();

        found.Imaps.ShouldBe([new ServiceRecord(10, 5, "imap.example.org.", 993)]);
        found.Imap.ShouldHaveSingleItem().IsRefusal.ShouldBeTrue();
        found.Submissions.ShouldBe([new ServiceRecord(1, 2, "smtp.example.org.", 465)]);
        found.Submission.ShouldBe([new ServiceRecord(3, 4, "smtp.example.org.", 587)]);
        found.Exchangers.ShouldBe([new MailExchanger(10, "mx1.example.net."), new MailExchanger(20, "mx2.example.net.")]);
        found.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task A_domain_without_any_is_an_answer_and_whole()
    {
        var found = await FindAsync();

        (found.Imaps.Count, found.Exchangers.Count, found.IsComplete).ShouldBe((0, 0, true));
        _dns.Asked.ShouldBe(["_imaps._tcp.example.org", "_imap._tcp.example.org", "_submissions._tcp.example.org", "_submission._tcp.example.org", "example.org"], ignoreOrder: true);
    }

    [Fact]
    public async Task Switched_off_nobody_is_asked()
    {
        (await FindAsync("off")).ShouldBe(MailServiceRecords.None);

        _dns.Asked.ShouldBeEmpty();
    }

    // Each in place of the records, behind a question that was asked. 0xC0 begins a pointer to another place of the message.
    public static TheoryData<string, byte[]?> Hostile => new()
    {
        { "silence", null },
        { "a target that points at itself", Pointing(0) },
        { "a target whose label is followed by a pointer back to it", Pointing(0, 1, (byte)'a') },
        { "a target longer than the message", DnsResponder.Record(Srv, [0, 1, 0, 1, 3, 225, 63, (byte)'a']) },
        { "a record longer than the message", [0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 60, 0xFF, 0xFF, 0, 1] },
        { "half a record", [0xC0, 12, 0, 33] },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_cannot_be_read_is_no_answer(string what, byte[]? records)
    {
        _dns.Spoil = (answer, end) => records is null ? null : [.. answer.AsSpan(0, 6), 0, 1, 0, 0, 0, 0, .. answer.AsSpan(12, end - 12), .. records];

        var found = await FindAsync();

        found.IsComplete.ShouldBeFalse(what);
        found.Imaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_answer_to_another_question_is_none()
    {
        _dns.WithService("_imaps._tcp.example.org", 0, 0, 993, "imap.example.org").Spoil = (answer, _) =>
        {
            answer[13] ^= 1;
            return answer;
        };

        var found = await FindAsync();

        (found.Imaps.Count, found.IsComplete).ShouldBe((0, false));
    }

    [Fact]
    public async Task The_answer_with_another_id_is_none()
    {
        _dns.WithService("_imaps._tcp.example.org", 0, 0, 993, "imap.example.org").Spoil = (answer, _) =>
        {
            answer[0] ^= 0xFF;
            return answer;
        };

        var found = await FindAsync();

        (found.Imaps.Count, found.IsComplete).ShouldBe((0, false));
    }

    [Fact]
    public async Task A_server_that_fails_has_not_answered()
    {
        _dns.Spoil = (answer, _) =>
        {
            answer[3] = 0x82;
            return answer;
        };

        (await FindAsync()).IsComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task No_spoiled_answer_is_more_than_a_missing_one()
    {
        _dns.WithService("_imaps._tcp.example.org", 0, 0, 993, "imap.example.org").WithExchanger("example.org", 10, "mx.example.org");
        var random = new Random(20);
        _dns.Spoil = (answer, end) =>
        {
            lock (random)
            {
                // The id and the question stay, so that the rest is looked at.
                for (var times = random.Next(1, 5); times > 0; times--)
                    answer[random.Next(end, answer.Length + 4) is var at && at < answer.Length ? at : random.Next(6, 12)] = (byte)random.Next(256);
                return answer;
            }
        };

        for (var round = 0; round < 100; round++)
            (await FindAsync()).ShouldNotBeNull();
    }

    private static byte[] Pointing(int at, params byte[] before)
    {
        // Behind the header, the question _imaps._tcp.example.org and what stands in the record before its target.
        var target = (byte)(12 + 25 + 4 + 12 + 6 + at);
        return DnsResponder.Record(Srv, [0, 1, 0, 1, 3, 225, .. before, 0xC0, target]);
    }

    private Task<MailServiceRecords> FindAsync(string? dns = null) =>
        new DnsMailServiceRecords(Options.Create(new AutoconfigOptions { Dns = dns ?? _dns.Address }), TimeProvider.System, NullLogger<DnsMailServiceRecords>.Instance)
            .FindAsync(MailDomain.Parse("bob@example.org"), TestContext.Current.CancellationToken);
}
