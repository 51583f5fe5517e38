namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>One message, what was answered when it was submitted (again and again where it has a key), and what has to be true of it in the end.</summary>
/// <param name="Token">Its subject.</param>
internal sealed record SubmittedMail(string Token, bool IsQueued, string? Key)
{
    private static readonly string[] Final = ["sent", "rejected", "failed", "unknown", "cancelled"];
    private static readonly string[] NotSent = ["502 SMTPUnavailable", "503 StoreUnavailable", "504 Timeout", "429 Busy"];

    public List<string> Answers { get; } = [];

    /// <summary>Whether it is to be submitted again under its key: nobody said what became of it.</summary>
    public bool IsOpen => Key is not null && Answers[^1] is not ("200" or "202" or "502 SubmissionUnknown" or "504 SubmissionPending");

    /// <param name="states">Of its entries in the outbox.</param>
    /// <param name="taken">How often the submission server has taken it.</param>
    public string? Problem(string[] states, int taken)
    {
        var told = $"{Token} ({(IsQueued ? "queued" : "direct")}, {Key ?? "no key"}) was answered {string.Join(", ", Answers)}, is {string.Join(", ", states)}, and was taken {taken} times";
        if (taken > 1)
            return $"sent twice: {told}";
        if (states.Except(Final).Any())
            return $"not decided: {told}";
        if ((Answers.Contains("200") || states.Contains("sent")) && taken == 0)
            return $"told as sent, and was not: {told}";
        if (Answers.Contains("202") && states.Length == 0)
            return $"accepted, and forgotten: {told}";
        if (taken == 1 && !states.Any(state => state is "sent" or "unknown"))
            return $"sent, and not told: {told}";
        return taken == 1 && !IsQueued && Answers.All(NotSent.Contains) ? $"told as not sent, and was: {told}" : null;
    }
}
