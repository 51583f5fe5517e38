namespace ImapApi.Domain.Messages;

/// <summary>Which way a cursor goes on from the message it stands at.</summary>
public enum PageDirection
{
    Older,
    Newer,
}
