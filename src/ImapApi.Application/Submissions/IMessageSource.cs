using ImapApi.Domain.Submissions;

namespace ImapApi.Application.Submissions;

/// <summary>
/// The RFC 5322 bytes of a composed message, as its copy in the Sent mailbox: with Bcc, which the transport leaves out. Every line ends in CRLF. Large ones
/// are in a temporary file, which goes with <see cref="IAsyncDisposable.DisposeAsync"/>.
/// </summary>
public interface IMessageSource : IContent, IAsyncDisposable;
