namespace ImapApi.Application.Errors;

/// <summary>A place in a mailbox that is not there any more: its messages have new ids, or what went from it cannot be told. Begin anew.</summary>
public sealed class CursorExpiredException(string message) : ImapApiException(ErrorCode, message, retryable: false)
{
    public const string ErrorCode = "CursorExpired";
}
