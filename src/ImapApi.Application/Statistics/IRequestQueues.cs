namespace ImapApi.Application.Statistics;

/// <summary>The requests that wait for their account's IMAP connection.</summary>
public interface IRequestQueues
{
    int Count { get; }
}
