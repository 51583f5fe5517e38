using System.Collections.Concurrent;
using System.Text.Json;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>Every answer to the load, counted, and those that should not have been given.</summary>
internal sealed class LoadRecord
{
    /// <summary>Until when the program has to have answered; its own limit, and what a busy machine adds.</summary>
    public const int TimeoutMilliseconds = 8000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(18);

    private readonly ConcurrentDictionary<(string What, string Answer), int> _counts = new();
    private readonly ConcurrentQueue<string> _problems = new();

    public IReadOnlyCollection<string> Problems => _problems;

    public int Count => _counts.Values.Sum();

    public void Complain(string problem) => _problems.Enqueue(problem);

    /// <param name="streams">Whether the answer may be cut off after its first byte.</param>
    /// <returns>Null: it was cut off.</returns>
    public async Task<ApiAnswer?> AskAsync(ApiClient api, string what, HttpMethod method, string target, object? body, IReadOnlyCollection<string> expected, string? key = null, bool streams = false)
    {
        var began = TimeProvider.System.GetTimestamp();
        string name;
        ApiAnswer? answer = null;
        try
        {
            answer = await api.SendAsync(method, target, body is null ? null : ApiClient.Json(body), headers =>
            {
                headers.Add("X-Timeout", TimeoutMilliseconds.ToString(System.Globalization.CultureInfo.InvariantCulture));
                if (key is not null)
                    headers.Add("Idempotency-Key", key);
            });
            name = NameOf(answer);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            name = "cut off";
            if (!streams)
                Complain($"{method} {target}: {broken}");
        }
        catch (OperationCanceledException)
        {
            name = "no answer";
        }

        _counts.AddOrUpdate((what, name), 1, (_, count) => count + 1);
        var took = TimeProvider.System.GetElapsedTime(began);
        if (took > Patience)
            Complain($"{method} {target}: {name} after {took}");
        if (answer is not null && !expected.Contains(name))
            Complain($"{method} {target}: {answer.Text}");
        return answer;
    }

    /// <summary>200, or the status and the code of the error.</summary>
    public static string NameOf(ApiAnswer answer)
    {
        if ((int)answer.Status < 400)
            return $"{(int)answer.Status}";
        using var problem = JsonDocument.Parse(answer.Body);
        return $"{(int)answer.Status} {problem.RootElement.TextOrNull("code")}";
    }

    public override string ToString() => string.Join("; ", _counts.GroupBy(count => count.Key.What).OrderBy(what => what.Key, StringComparer.Ordinal)
        .Select(what => $"{what.Key}: {string.Join(", ", what.OrderByDescending(count => count.Value).Select(count => $"{count.Value} {count.Key.Answer}"))}"));
}
