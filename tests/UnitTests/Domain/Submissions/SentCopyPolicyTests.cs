using ImapApi.Domain.Submissions;

namespace ImapApi.UnitTests.Domain.Submissions;

public sealed class SentCopyPolicyTests
{
    [Theory]
    [InlineData("smtp.gmail.com", true)]
    [InlineData("smtp-relay.gmail.com", true)]
    [InlineData("smtp.googlemail.com", true)]
    [InlineData("smtp.office365.com", true)]
    [InlineData("smtp-mail.outlook.com", true)]
    [InlineData("outlook.office365.com", true)]
    [InlineData("SMTP.Outlook.com.", true)]
    [InlineData("smtp.example.com", false)]
    [InlineData("", false)]
    public void Some_services_file_the_copy_themselves(string host, bool filesIt)
    {
        SentCopyPolicy.ServerFilesIt(host, isGmail: false).ShouldBe(filesIt);
        SentCopyPolicy.ServerFilesIt(host, isGmail: true).ShouldBeTrue();
    }
}
