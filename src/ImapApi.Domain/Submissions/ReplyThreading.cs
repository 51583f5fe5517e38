namespace ImapApi.Domain.Submissions;

/// <summary>Where a reply or a forward stands in its conversation (RFC 5322 §3.6.4).</summary>
public static class ReplyThreading
{
    /// <summary>A longer chain keeps its first id, which names the conversation, and its last ones.</summary>
    public const int MaxReferences = 25;

    /// <summary>The In-Reply-To of a message that refers to <paramref name="original"/>: null for a forward, which answers nobody, and where the original has no id.</summary>
    public static string? InReplyTo(ThreadHeaders original, ReferenceAction action) => action == ReferenceAction.Forward ? null : original.MessageId;

    /// <summary>
    /// The original's References, or its In-Reply-To where it has no References and answers exactly one message, and then its own id, last. Empty where the
    /// original has no id: nothing could be found by it.
    /// </summary>
    public static IReadOnlyList<string> References(ThreadHeaders original)
    {
        if (original.MessageId is not { } parent)
            return [];
        var ancestors = original.References.Count > 0 ? original.References
            : original.InReplyTo.Count == 1 ? original.InReplyTo
            : [];
        string[] chain = [.. ancestors.Where(id => id != parent).Distinct(), parent];
        return chain.Length <= MaxReferences ? chain : [chain[0], .. chain[^(MaxReferences - 1)..]];
    }
}
