namespace ImapApi.Application.Errors;

/// <summary>The mail server said no; the connection is fine; the same again will not help.</summary>
public sealed class MailServerRejectedException(string message, string? serverResponse, string code = "MailServerRejected", Exception? innerException = null)
    : ImapApiException(code, message, retryable: false, serverResponse, innerException);
