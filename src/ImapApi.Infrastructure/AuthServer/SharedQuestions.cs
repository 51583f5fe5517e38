using System.Collections.Concurrent;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.AuthServer;

/// <summary>
/// Lets everybody who asks the same while the answer is under way have that one. An answer is never kept: the next question is a new one. A call goes on
/// although one of those who wait for it gives up; its own time-out ends it.
/// </summary>
internal sealed class SharedQuestions(AuthServerClient client)
{
    private readonly ConcurrentDictionary<AuthServerQuestion, Lazy<Task<Credentials>>> _underWay = new();

    public Task<Credentials> AskAsync(AuthServerQuestion question, CancellationToken cancellationToken) =>
        _underWay.GetOrAdd(question, asked => new Lazy<Task<Credentials>>(() => RunAsync(asked))).Value.WaitAsync(cancellationToken);

    private async Task<Credentials> RunAsync(AuthServerQuestion question)
    {
        try
        {
            return await client.AskAsync(question, CancellationToken.None);
        }
        finally
        {
            _underWay.TryRemove(question, out _);
        }
    }
}
