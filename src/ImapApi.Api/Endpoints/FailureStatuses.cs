namespace ImapApi.Api.Endpoints;

/// <summary>The statuses of the problems that an endpoint answers, as its metadata for the API description.</summary>
internal sealed record FailureStatuses(IReadOnlyList<int> Statuses);
