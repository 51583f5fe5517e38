using System.ComponentModel;
using ImapApi.Application.Webhooks;

namespace ImapApi.Api.Contracts.Webhooks;

[Description("A page of deliveries, the newest event first.")]
internal sealed record DeliveryListResponse(
    [property: Description("How many deliveries match.")] int Total,
    [property: Description("This page; pages count from 0.")] int Page,
    [property: Description("How many pages there are.")] int Pages,
    [property: Description("The deliveries of this page.")] IReadOnlyList<DeliveryResponse> Deliveries)
{
    public static DeliveryListResponse From(DeliveryPage page) => new(page.Total, page.Page, page.Pages, [.. page.Deliveries.Select(DeliveryResponse.From)]);
}
