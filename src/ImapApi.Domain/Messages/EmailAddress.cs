namespace ImapApi.Domain.Messages;

/// <summary>A mailbox address in a header. <paramref name="Name"/> is decoded and may be empty, never null.</summary>
public sealed record EmailAddress(string Name, string Address);
