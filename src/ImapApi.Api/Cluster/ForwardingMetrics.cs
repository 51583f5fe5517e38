using Prometheus;

namespace ImapApi.Api.Cluster;

/// <summary>Counts the requests that another node had to answer, by how that ended.</summary>
internal sealed class ForwardingMetrics
{
    public const string Answered = "answered";
    public const string Lost = "lost";
    public const string Unreachable = "unreachable";
    public const string CutOff = "cut";
    public const string Other = "other";

    private readonly Counter _requests;

    public ForwardingMetrics(CollectorRegistry registry)
    {
        _requests = Metrics.WithCustomRegistry(registry).CreateCounter("imapapi_forwarded_requests", "Requests that were passed on to the node that serves their account, by how that ended.", "outcome");
        foreach (var outcome in new[] { Answered, Lost, Unreachable, CutOff, Other })
            _requests.WithLabels(outcome).Publish();
    }

    public void Count(string outcome) => _requests.WithLabels(outcome).Inc();
}
