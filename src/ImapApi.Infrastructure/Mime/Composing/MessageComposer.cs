using ImapApi.Application.Submissions;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Mime.Composing;

/// <summary>Composes with MimeKit, into memory or, what is large, into a temporary file.</summary>
internal sealed class MessageComposer(PartsComposer parts, RawComposer raw) : IMessageComposer
{
    public Task<ComposedMessage> ComposeAsync(Account account, OutgoingMessage message, ReferencedMessage? reference, CancellationToken cancellationToken) =>
        message.Raw is { } whole ? raw.ComposeAsync(message, whole, reference, cancellationToken) : parts.ComposeAsync(account, message, reference, cancellationToken);
}
