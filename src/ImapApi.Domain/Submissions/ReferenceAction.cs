namespace ImapApi.Domain.Submissions;

public enum ReferenceAction
{
    Reply,
    ReplyAll,
    Forward,
}
