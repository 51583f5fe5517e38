namespace ImapApi.Application.Errors;

/// <summary>
/// What went wrong, sorted by what the caller can do next. Each kind carries a stable machine word (<see cref="Code"/>), a sentence
/// (<see cref="Exception.Message"/>), whether the same call may succeed later, and the mail server's own words where it gave any.
/// </summary>
public abstract class ImapApiException(string code, string message, bool retryable, string? serverResponse = null, Exception? innerException = null)
    : Exception(message, innerException)
{
    public string Code { get; } = code;

    public bool Retryable { get; } = retryable;

    public string? ServerResponse { get; } = serverResponse;
}
