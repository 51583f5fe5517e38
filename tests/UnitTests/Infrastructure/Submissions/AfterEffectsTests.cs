using System.Text;
using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Submissions;
using ImapApi.TestKit.Builders;
using ImapApi.TestKit.Imap;
using ImapApi.TestKit.Outbox;
using ImapApi.UnitTests.Infrastructure.Imap;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImapApi.UnitTests.Infrastructure.Submissions;

/// <summary>What is done at the IMAP server once a message has left.</summary>
public sealed class AfterEffectsTests
{
    private const string Text = "Subject: Hi\r\nMessage-ID: <a@b>\r\n\r\nHello.\r\n";

    private static readonly string[] Base = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "LITERAL+", "NAMESPACE", "UIDPLUS", "SPECIAL-USE", "LIST-EXTENDED"];

    private readonly Account _account = SampleAccounts.Create(ReadingBench.Account.Value);

    [Theory]
    [InlineData(ReferenceAction.Reply, @"\Answered")]
    [InlineData(ReferenceAction.ReplyAll, @"\Answered")]
    [InlineData(ReferenceAction.Forward, "$Forwarded")]
    public async Task The_original_gets_one_flag_more_and_keeps_what_others_gave_it_meanwhile(ReferenceAction action, string flag)
    {
        await using var bench = await OpenAsync();
        var original = bench.Server.Inbox.Add(@"\Seen", "work");
        await bench.ListAsync();
        original.Flags.Add("meanwhile");
        original.Flags.Remove(@"\Seen");

        var done = await CompleteAsync(bench, new MessageReference(ReadingBench.Id(1), action));

        (done.Flag, done.SentMailbox, done.Failures.Count).ShouldBe((flag, null, 0));
        original.Flags.ShouldBe(["work", "meanwhile", flag], ignoreOrder: true);
        bench.Wire.Where(command => command.StartsWith("UID STORE", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldStartWith("UID STORE 1 +FLAGS");
    }

    [Fact]
    public async Task A_flag_that_the_mailbox_does_not_keep_is_not_asked_for_and_no_failure()
    {
        await using var bench = await OpenAsync();
        bench.Server.Inbox.Add();
        bench.Server.On("SELECT", async (_, reply) =>
        {
            reply.Session.Selected = bench.Server.Inbox;
            await reply.RawAsync("* FLAGS (\\Answered \\Seen)\r\n* OK [PERMANENTFLAGS (\\Answered \\Seen)] Only these.\r\n* 1 EXISTS\r\n* OK [UIDVALIDITY 1] Valid\r\n* OK [UIDNEXT 2] Next\r\n");
            await reply.OkAsync("[READ-WRITE] Selected.");
        });

        var done = await CompleteAsync(bench, new MessageReference(ReadingBench.Id(1), ReferenceAction.Forward));

        (done.Flag, done.Failures.Count).ShouldBe((null, 0));
        bench.Wire.ShouldNotContain(command => command.Contains("STORE", StringComparison.Ordinal));
        (await CompleteAsync(bench, new MessageReference(ReadingBench.Id(1), ReferenceAction.Reply))).Flag.ShouldBe(@"\Answered");
    }

    [Fact]
    public async Task The_copy_is_filed_as_it_was_sent_and_read_in_the_Sent_mailbox()
    {
        await using var bench = await OpenAsync();

        var done = await CompleteAsync(bench, reference: null, Text);

        done.Failures.ShouldBeEmpty();
        (done.SentMailbox, done.SentCopy?.Uid).ShouldBe((MailboxPath.Parse("Outgoing"), new Uid(42)));
        bench.Server.Commands.Single(command => command.Verb == "APPEND").Tokens.ShouldBe(["Outgoing", @"(\Seen)", Text]);
    }

    [Theory]
    [InlineData("smtp.example.com", true)]
    [InlineData("smtp.gmail.com", false)]
    [InlineData("SMTP.Office365.com.", false)]
    public async Task Servers_that_file_the_copy_themselves_get_no_second_one(string smtpHost, bool isGmail)
    {
        await using var bench = await OpenAsync(isGmail ? [.. Base, "X-GM-EXT-1"] : Base);

        var done = await CompleteAsync(bench, reference: null, Text, _account with { Smtp = SampleAccounts.Endpoint with { Host = smtpHost } });

        (done.SentMailbox, done.SentCopy, done.Failures.Count).ShouldBe((null, null, 0));
        bench.Server.Commands.ShouldNotContain(command => command.Verb == "APPEND");
    }

    [Fact]
    public async Task What_fails_is_told_and_does_not_keep_the_other_from_being_done()
    {
        await using var bench = await OpenAsync();
        bench.Server.Inbox.Add();
        bench.Server.On("APPEND", (_, reply) => reply.NoAsync("[OVERQUOTA] Full."));

        var full = await CompleteAsync(bench, new MessageReference(ReadingBench.Id(1), ReferenceAction.Reply), Text);

        (full.Flag, full.SentMailbox).ShouldBe((@"\Answered", null));
        full.Failures.ShouldHaveSingleItem().ShouldStartWith("No copy was filed in the Sent mailbox: ");
        full.MayPass.ShouldBeFalse();

        bench.Server.On("APPEND", (_, reply) => reply.OkAsync("[APPENDUID 1 42] Done."));
        var gone = await CompleteAsync(bench, new MessageReference(ReadingBench.Id(7), ReferenceAction.Reply), Text);

        (gone.Flag, gone.SentMailbox).ShouldBe((null, MailboxPath.Parse("Outgoing")));
        gone.Failures.ShouldHaveSingleItem().ShouldStartWith("The original was not marked: ");
        gone.MayPass.ShouldBeFalse();
    }

    [Theory]
    [InlineData("NO", "[UNAVAILABLE] Try again later.", true)]
    [InlineData("NO", "Temporary problem, please try again.", true)]
    [InlineData("BYE", "Shutting down.", true)]
    [InlineData("NO", "[OVERQUOTA] Full.", false)]
    [InlineData("NO", "[NOPERM] Not here.", false)]
    public async Task A_server_that_is_busy_or_goes_may_take_the_copy_later(string answer, string words, bool mayPass)
    {
        await using var bench = await OpenAsync();
        bench.Server.On("APPEND", async (_, reply) =>
        {
            if (answer == "NO")
            {
                await reply.NoAsync(words);
                return;
            }

            await reply.RawAsync($"* BYE {words}\r\n");
            reply.Drop();
        });

        var done = await CompleteAsync(bench, reference: null, Text);

        (done.SentMailbox, done.Failures.Count, done.MayPass).ShouldBe((null, 1, mayPass));
    }

    [Fact]
    public async Task Where_there_is_no_Sent_mailbox_or_no_message_nothing_is_filed()
    {
        await using var bench = await OpenAsync();
        (await CompleteAsync(bench, reference: null)).SentMailbox.ShouldBeNull();
        await using var other = new ReadingBench();

        var done = await CompleteAsync(await other.OpenAsync(), reference: null, Text);

        (done.SentMailbox, done.Failures.Count).ShouldBe((null, 0));
        bench.Server.Commands.Concat(other.Server.Commands).ShouldNotContain(command => command.Verb == "APPEND");
    }

    private static async Task<ReadingBench> OpenAsync(params string[] capabilities)
    {
        var bench = new ReadingBench(new ScriptedImapOptions { Capabilities = capabilities.Length > 0 ? capabilities : Base });
        bench.Server.Mailboxes["Outgoing"].Attributes = @"\HasNoChildren \Sent";
        bench.Server.On("APPEND", (_, reply) => reply.OkAsync("[APPENDUID 1 42] Done."));
        return await bench.OpenAsync();
    }

    private async Task<AfterSubmission> CompleteAsync(ReadingBench bench, MessageReference? reference, string? text = null, Account? account = null)
    {
        await using var source = text is null ? null : new TextSource(Encoding.ASCII.GetBytes(text));
        return await new AfterEffects(bench, NullLogger<AfterEffects>.Instance).CompleteAsync(account ?? _account, reference, source, CancellationToken.None);
    }
}
