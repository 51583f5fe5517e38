namespace ImapApi.Application.Errors;

/// <summary>The process cannot run as it is configured. The message is one sentence for the operator that says what to do, on one line, whatever it quotes.</summary>
public sealed class StartupException(string message, Exception? innerException = null) : Exception(message.ReplaceLineEndings(" "), innerException);
