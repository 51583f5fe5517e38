using System.ComponentModel;
using System.Text.Json.Nodes;

namespace ImapApi.Api.Contracts.Events;

/// <summary>What <see cref="EventJson"/> writes.</summary>
[Description("Something that happened to an account.")]
internal sealed record EventResponse
{
    [Description("The account's events are numbered from 1, without gaps.")]
    public required long Seq { get; init; }

    [Description("The event's one id, the same in webhooks, in the stream and here.")]
    public required string EventId { get; init; }

    [Description("The account's id.")]
    public required string Account { get; init; }

    [Description("When it was found.")]
    public required DateTimeOffset Date { get; init; }

    [Description("The mailbox it happened in; left out where it concerns the account.")]
    public string? Path { get; init; }

    [Description("What happened: messageNew, messageDeleted, messageUpdated, messageBounce, mailboxNew, mailboxDeleted, mailboxReset, accountAdded …")]
    public required string Event { get; init; }

    [Description("What there is to tell of this kind of event; of messageNew the message as in a listing.")]
    public required JsonObject Data { get; init; }
}
