using ImapApi.Domain.Accounts;
using ImapApi.Domain.Bounces;
using ImapApi.Domain.Submissions;
using ImapApi.Infrastructure.Imap.Bounces;

namespace ImapApi.TestKit.Imap;

/// <summary>An outbox that sent the messages a test names.</summary>
internal sealed class KnownOriginals : IBouncedOriginals
{
    public Dictionary<string, QueueId> Sent { get; } = [];

    public Task<BouncedMessage> FindAsync(AccountId account, BouncedMessage original, CancellationToken cancellationToken) =>
        Task.FromResult(original.InternetMessageId is { } id && Sent.TryGetValue(id, out var queue) ? original with { Queue = queue } : original);
}
