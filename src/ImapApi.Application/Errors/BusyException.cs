namespace ImapApi.Application.Errors;

/// <summary>The account's request queue is full.</summary>
public sealed class BusyException(string message) : ImapApiException("Busy", message, retryable: true);
