using ImapApi.Api.Http;
using ImapApi.Application.Cluster;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Cluster;

/// <summary>
/// Has a request for one account answered by the node that serves it. It goes over one hop: a node that is asked by another and is not the owner says so, and
/// the first node looks for the owner anew, until the caller's time is over.
/// </summary>
internal sealed class OwnerForwarding(RequestDelegate next, IAccountLocator locator, NodeKey key, OwnerSearch search)
{
    public Task InvokeAsync(HttpContext http) =>
        IsOfAccount(http.GetEndpoint()) && AccountSegment.TryRead(http, out var account) ? RouteAsync(http, account) : next(http);

    private async Task RouteAsync(HttpContext http, AccountId account)
    {
        if (locator.TryEnter(account) is { } served)
        {
            using (served)
                await next(http);
        }
        else if (key.IsSentWith(http.Request))
        {
            await SendElsewhereAsync(http.Response);
        }
        else
        {
            await search.RunAsync(http, account, next);
        }
    }

    private static Task SendElsewhereAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        response.Headers[OwnerTransformer.Elsewhere] = "true";
        response.ContentLength = 0;
        return response.CompleteAsync();
    }

    private static bool IsOfAccount(Endpoint? endpoint) => endpoint is RouteEndpoint route && route.RoutePattern.GetParameter("account") is not null;
}
