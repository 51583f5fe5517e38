using ImapApi.Domain.Accounts;
using ImapApi.Domain.Messages;
using MediatR;

namespace ImapApi.Application.Messages;

/// <summary>The decoded bytes of a body part; the stream is disposed by the caller.</summary>
public sealed record GetAttachment(AccountId Account, AttachmentId Attachment) : IRequest<AttachmentContent>
{
    internal sealed class Handler(IMessageStore messages) : IRequestHandler<GetAttachment, AttachmentContent>
    {
        public Task<AttachmentContent> Handle(GetAttachment request, CancellationToken cancellationToken) =>
            messages.OpenAttachmentAsync(request.Account, request.Attachment, cancellationToken);
    }
}
