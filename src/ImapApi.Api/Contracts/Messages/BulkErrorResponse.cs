using System.ComponentModel;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Contracts.Messages;

[Description("Why a change of many messages ended before all were tried. What the answer counts was done.")]
internal sealed record BulkErrorResponse(
    [property: Description("The stable machine word.")] string Code,
    [property: Description("What went wrong.")] string Message,
    [property: Description("The mail server's own words.")] string? ServerResponse)
{
    public static BulkErrorResponse? From(BulkFailure? failure) => failure is null ? null : new BulkErrorResponse(failure.Code, failure.Message, failure.ServerResponse);
}
