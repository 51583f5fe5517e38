namespace ImapApi.Domain.Messages;

/// <summary>What of a message says to which others it belongs.</summary>
/// <param name="InternetMessageId">Its Message-ID.</param>
/// <param name="References">Those of the messages before it: References and In-Reply-To.</param>
/// <param name="BaseSubject">Its subject without <c>Re:</c> and the like (RFC 5256 §2.1).</param>
/// <param name="IsReply">Its subject had such a prefix.</param>
public sealed record ThreadableMessage(uint Uid, string? InternetMessageId, IReadOnlyList<string> References, string BaseSubject, bool IsReply);
