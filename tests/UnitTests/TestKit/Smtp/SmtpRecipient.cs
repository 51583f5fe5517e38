namespace ImapApi.TestKit.Smtp;

/// <param name="Parameters">What followed the address: <c>NOTIFY=FAILURE</c>, <c>ORCPT=…</c>.</param>
internal sealed record SmtpRecipient(string Address, IReadOnlyList<string> Parameters);
