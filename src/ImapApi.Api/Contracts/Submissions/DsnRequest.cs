using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

[Description("Which delivery status notifications are wanted (RFC 3461), where the mail servers offer them.")]
internal sealed record DsnRequest
{
    [Description("Your own name for this sending; a notification carries it.")]
    public string? Id { get; init; }

    [Description("How much of the message a notification of failure carries: headers or full.")]
    public string? Return { get; init; }

    [Description("Of what: never, or some of success, failure and delay.")]
    public IReadOnlyList<string>? Notify { get; init; }

    public DeliveryStatusRequest ToDeliveryStatus(RequestInput input)
    {
        if (Return is not (null or "headers" or "full"))
            input.Refuse("dsn.return", "is headers or full.");
        var notify = DeliveryEvents.Unspecified;
        foreach (var name in Notify ?? [])
        {
            notify |= name switch
            {
                "never" => DeliveryEvents.Never,
                "success" => DeliveryEvents.Success,
                "failure" => DeliveryEvents.Failure,
                "delay" => DeliveryEvents.Delay,
                _ => Unknown(input),
            };
        }

        return new DeliveryStatusRequest(Id, Return is null ? null : Return == "full", notify);
    }

    private static DeliveryEvents Unknown(RequestInput input)
    {
        input.Refuse("dsn.notify", "holds never, success, failure and delay.");
        return DeliveryEvents.Unspecified;
    }
}
