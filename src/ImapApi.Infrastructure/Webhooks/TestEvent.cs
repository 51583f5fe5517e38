namespace ImapApi.Infrastructure.Webhooks;

/// <summary>The shape of every webhook, with nothing to tell.</summary>
internal sealed record TestEvent(string Account, DateTime Date, string Event, IReadOnlyDictionary<string, string> Data, string EventId);
