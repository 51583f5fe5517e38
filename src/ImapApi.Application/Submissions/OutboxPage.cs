using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

public sealed record OutboxPage(int Total, int Page, int Pages, IReadOnlyList<OutboxEntry> Entries);
