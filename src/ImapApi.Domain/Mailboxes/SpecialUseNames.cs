namespace ImapApi.Domain.Mailboxes;

/// <summary>The written form of a <see cref="SpecialUse"/>: <c>\Sent</c>. Compared without case, because Cyrus answers <c>\sent</c>.</summary>
public static class SpecialUseNames
{
    public static string ToAttribute(this SpecialUse use) => "\\" + use;

    public static bool TryParse(string? attribute, out SpecialUse use)
    {
        use = default;
        // Letters only: Enum.TryParse also takes numbers, blanks around the name, and lists with commas.
        return attribute is { Length: > 1 } && attribute[0] == '\\' && attribute.Skip(1).All(char.IsAsciiLetter)
            && Enum.TryParse(attribute.AsSpan(1), ignoreCase: true, out use);
    }
}
