namespace ImapApi.Client;

/// <summary>The server refused, or what it said was no answer.</summary>
public partial class ImapApiException
{
    /// <summary>What the server said of it (RFC 9457); null when it was not the server that answered.</summary>
    public ProblemResponse? Problem => (this as ImapApiException<ProblemResponse>)?.Result;

    /// <summary>The problem's stable machine word, as <c>MessageNotFound</c>.</summary>
    public string? Code => Problem?.Code;

    public override string Message => Problem is { } problem
        ? string.Join(' ', [$"{StatusCode} {problem.Code}: {problem.Message}", .. (problem.Fields ?? []).Select(wrong => $"{wrong.Key} {wrong.Message}")])
        : base.Message;
}
