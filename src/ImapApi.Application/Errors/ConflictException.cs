namespace ImapApi.Application.Errors;

/// <summary>It is there already, or somebody else is changing it.</summary>
public sealed class ConflictException(string message, bool retryable) : ImapApiException("Conflict", message, retryable);
