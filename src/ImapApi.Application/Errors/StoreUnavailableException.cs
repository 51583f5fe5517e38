namespace ImapApi.Application.Errors;

/// <summary>The store (Redis, or the embedded database) is away. A change was made whole or not at all; which, is not always known.</summary>
public sealed class StoreUnavailableException(string message, Exception? innerException = null)
    : ImapApiException("StoreUnavailable", message, retryable: true, innerException: innerException);
