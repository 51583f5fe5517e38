using ImapApi.Application.Errors;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>SELECT was answered NO: the caller gets the reason, the connection has no selected mailbox any more and is replaced.</summary>
internal sealed class SelectRefusedException(NotFoundException reason) : Exception(reason.Message, reason)
{
    public NotFoundException Reason { get; } = reason;
}
