namespace ImapApi.Api.Cluster;

/// <summary>Of an endpoint whose callers may ask to wait for something to happen: how long, beyond the deadline.</summary>
/// <param name="WaitOf">Zero when the query does not say it as it has to.</param>
internal sealed record WaitingEndpoint(Func<IQueryCollection, TimeSpan> WaitOf);
