namespace ImapApi.IntegrationTests.Chaos;

/// <summary>A mailbox as its server shows it.</summary>
internal sealed record ServerMailbox(uint UidValidity, IReadOnlyDictionary<uint, ServerMessage> Messages);
