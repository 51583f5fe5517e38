using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ImapApi.Api.Binding;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("The stored message that this one answers or forwards.")]
internal sealed record ReferenceRequest
{
    [Required, Description("The message's id.")]
    public string? Message { get; init; }

    [Required, Description("reply, reply-all or forward.")]
    public string? Action { get; init; }

    [Description("Whether the original's text is quoted below yours.")]
    public bool? Inline { get; init; }

    [Description("Whether the original's attachments are sent along with a forward.")]
    public bool? ForwardAttachments { get; init; }

    public MessageReference? ToReference(RequestInput input)
    {
        if (Message is null || Action is null)
            return null;
        if (!MessageId.TryParse(Message, out var message))
            input.Refuse("reference.message", "is not an id that this API gives out.");
        ReferenceAction? action = Action switch
        {
            "reply" => ReferenceAction.Reply,
            "reply-all" => ReferenceAction.ReplyAll,
            "forward" => ReferenceAction.Forward,
            _ => null,
        };
        if (action is null)
            input.Refuse("reference.action", "is reply, reply-all or forward.");
        if (ForwardAttachments == true && action is ReferenceAction.Reply or ReferenceAction.ReplyAll)
            input.Refuse("reference.forwardAttachments", "goes with the action forward.");
        return new MessageReference(message, action ?? ReferenceAction.Reply, Inline ?? false, ForwardAttachments ?? false);
    }
}
