namespace ImapApi.Application.Errors;

/// <summary>The account is not connected: never was, lost the connection, or was refused.</summary>
public sealed class MailServerUnavailableException(string code, string message, string? serverResponse = null, TimeSpan? retryAfter = null, Exception? innerException = null)
    : ImapApiException(code, message, retryable: true, serverResponse, innerException)
{
    /// <summary>Given while the account is still connecting.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
