namespace ImapApi.Domain.Submissions;

/// <summary>Who files the copy in the Sent mailbox: some services do it with all that is submitted to them, and a second copy would show every message twice.</summary>
public static class SentCopyPolicy
{
    private static readonly string[] HostsThatFile = ["smtp.gmail.com", "smtp-relay.gmail.com", "smtp.googlemail.com", "smtp.office365.com", "smtp-mail.outlook.com", "outlook.office365.com", "smtp.outlook.com"];

    /// <param name="smtpHost">The submission server that took the message.</param>
    /// <param name="isGmail">The IMAP server is Gmail's (it offers X-GM-EXT-1).</param>
    public static bool ServerFilesIt(string smtpHost, bool isGmail) => isGmail || HostsThatFile.Contains(smtpHost.TrimEnd('.'), StringComparer.OrdinalIgnoreCase);
}
