using System.Text;
using ImapApi.Application.Events;
using ImapApi.Domain.Changes;

namespace ImapApi.TestKit.Fakes;

/// <summary>Where the form of an event does not matter: just its type's name.</summary>
internal sealed class NamedEventData : IEventData
{
    public byte[] Write(Change change) => Encoding.UTF8.GetBytes($$"""{"type":"{{change.Type.Name()}}"{{Filler(change)}}}""");

    public byte[] WriteWebhook(LoggedEvent entry) => Encoding.UTF8.GetBytes($$"""{"eventId":"{{entry.Id}}"}""");

    /// <summary>The only kind whose size a test may choose.</summary>
    private static string Filler(Change change) => change is Change.AuthenticationSucceeded { User: var user } ? $",\"user\":\"{user}\"" : "";
}
