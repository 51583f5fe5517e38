namespace ImapApi.Domain.Messages;

/// <summary>Gmail's labels: a name, or one of Gmail's own (<c>\Inbox</c>, <c>\Starred</c> …), which goes onto the wire as it is.</summary>
public static class Label
{
    private const int MaxLength = 225;

    public static bool IsSettable(string? label) =>
        label is { Length: > 0 and <= MaxLength } && Text.IsSingleLine(label) && (label[0] != '\\' || (label.Length > 1 && label.Skip(1).All(char.IsAsciiLetter)));
}
