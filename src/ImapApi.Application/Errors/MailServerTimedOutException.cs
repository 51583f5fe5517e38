namespace ImapApi.Application.Errors;

/// <summary>The mail server did not answer in time.</summary>
public sealed class MailServerTimedOutException(string message, Exception? innerException = null)
    : ImapApiException("Timeout", message, retryable: true, innerException: innerException);
