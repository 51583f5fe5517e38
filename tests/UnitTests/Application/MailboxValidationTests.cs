using ImapApi.Application.Mailboxes;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.UnitTests.Application;

public sealed class MailboxValidationTests : IAsyncDisposable
{
    private static readonly AccountId Account = AccountId.Parse("bob");
    private readonly UseCases _useCases = new();

    public ValueTask DisposeAsync() => _useCases.DisposeAsync();

    public static TheoryData<string[]> BadNames => new()
    {
        Array.Empty<string>(),
        new[] { "" },
        new[] { "a", "" },
        new[] { "a\r\nb" },
        new[] { @"\Sent" },
        new[] { new string('a', MailboxPath.MaxLength) },
        new string[] { null! },
    };

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task A_new_mailbox_needs_a_plain_name(string[] names) =>
        (await _useCases.KeysRefusedAsync(new CreateMailbox(Account, names))).ShouldBe(["path"]);

    [Theory]
    [InlineData("inbox")]
    [InlineData(@"\Trash")]
    public async Task INBOX_and_roles_cannot_be_deleted(string path) =>
        (await _useCases.KeysRefusedAsync(new DeleteMailbox(Account, MailboxPath.Parse(path)))).ShouldBe(["path"]);
}
