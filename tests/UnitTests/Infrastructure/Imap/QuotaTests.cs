using ImapApi.Application.Errors;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class QuotaTests
{
    [Fact]
    public async Task What_is_used_and_allowed_is_told_in_bytes_and_messages()
    {
        await using var bench = Bench("QUOTA");
        bench.Server.On("GETQUOTAROOT", async (command, reply) =>
        {
            await reply.LineAsync($"* QUOTAROOT {command.Tokens[0]} \"User quota\"");
            await reply.LineAsync("* QUOTA \"User quota\" (STORAGE 10 512 MESSAGE 3 1000)");
            await reply.OkAsync();
        });

        (await QuotaAsync(bench)).ShouldBe(new MailboxQuota("User quota", new QuotaUsage(10 * 1024, 512 * 1024), new QuotaUsage(3, 1000)));
    }

    [Fact]
    public async Task Without_a_limit_there_is_none()
    {
        await using var bench = Bench("QUOTA");
        bench.Server.On("GETQUOTAROOT", async (command, reply) =>
        {
            await reply.LineAsync($"* QUOTAROOT {command.Tokens[0]}");
            await reply.OkAsync();
        });

        (await QuotaAsync(bench)).ShouldBe(new MailboxQuota(null, null, null));
    }

    [Fact]
    public async Task A_server_that_knows_no_quotas_is_not_asked()
    {
        await using var bench = Bench("ID");

        await Should.ThrowAsync<MailServerRejectedException>(() => QuotaAsync(bench));
        bench.Server.Commands.ShouldNotContain(command => command.Verb == "GETQUOTAROOT");
    }

    private static Task<MailboxQuota> QuotaAsync(ReadingBench bench) => new ImapMailboxStore(bench).GetQuotaAsync(ReadingBench.Account, MailboxPath.Inbox, CancellationToken.None);

    private static ReadingBench Bench(string capability) => new(new ScriptedImapOptions { Capabilities = ["IMAP4rev1", "SASL-IR", "AUTH=PLAIN", "NAMESPACE", capability] });
}
