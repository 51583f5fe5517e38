using ImapApi.Domain.Changes;

namespace ImapApi.Application.Events;

/// <summary>The contract's form of what changed, written once when an event enters the log.</summary>
public interface IEventData
{
    /// <returns>The <c>data</c> object as UTF-8 JSON.</returns>
    byte[] Write(Change change);

    /// <returns>The event as webhooks post it, as UTF-8 JSON.</returns>
    byte[] WriteWebhook(LoggedEvent entry);
}
