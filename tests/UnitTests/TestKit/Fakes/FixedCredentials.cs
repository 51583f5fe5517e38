using System.Collections.Concurrent;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.MailServers;

namespace ImapApi.TestKit.Fakes;

/// <summary>Those of the endpoint; or others in their place, one after the other, of which the last one stays.</summary>
internal sealed class FixedCredentials(params Credentials[] answers) : ICredentialsSource
{
    private int _given;

    /// <summary>What was asked: account, protocol, and whether it was a renewal.</summary>
    public ConcurrentQueue<(string? Account, string Protocol, bool IsRenewal)> Questions { get; } = [];

    /// <summary>Thrown instead of an answer.</summary>
    public Exception? Failure { get; set; }

    public Task<Credentials> GetAsync(AccountId? account, ServerEndpoint endpoint, string protocol, CancellationToken cancellationToken)
    {
        Questions.Enqueue((account?.Value, protocol, false));
        return Failure is null ? Task.FromResult(Next() ?? endpoint.Credentials) : Task.FromException<Credentials>(Failure);
    }

    public Task<Credentials?> RenewAsync(AccountId? account, ServerEndpoint endpoint, string protocol, Credentials refused, CancellationToken cancellationToken)
    {
        Questions.Enqueue((account?.Value, protocol, true));
        return Failure is null ? Task.FromResult(Next() is { } next && next != refused ? next : null) : Task.FromException<Credentials?>(Failure);
    }

    private Credentials? Next() => answers.Length == 0 ? null : answers[Math.Min(Interlocked.Increment(ref _given), answers.Length) - 1];
}
