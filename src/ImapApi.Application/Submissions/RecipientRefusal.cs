namespace ImapApi.Application.Submissions;

/// <summary>A recipient that the submission server did not take.</summary>
public sealed record RecipientRefusal(string Address, SmtpReply Reply);
