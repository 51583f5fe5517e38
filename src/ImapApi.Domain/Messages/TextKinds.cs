namespace ImapApi.Domain.Messages;

[Flags]
public enum TextKinds
{
    None = 0,
    Plain = 1,
    Html = 2,
    All = Plain | Html,
}
