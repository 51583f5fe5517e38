namespace ImapApi.Domain.Messages;

/// <summary>Which messages of a mailbox are meant: those that match, or these.</summary>
/// <param name="Search">Null: <paramref name="Ids"/> are given, or all messages are meant.</param>
/// <param name="All">The caller means it when the search matches everything.</param>
public sealed record MessageSelection(MessageSearch? Search, IReadOnlyList<MessageId>? Ids, bool All);
