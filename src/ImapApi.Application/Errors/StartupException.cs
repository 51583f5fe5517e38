namespace ImapApi.Application.Errors;

/// <summary>The process cannot run as it is configured. The message is one sentence for the operator that says what to do.</summary>
public sealed class StartupException(string message, Exception? innerException = null) : Exception(message, innerException);
