using ImapApi.Api.Contracts.Messages;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Http;

/// <summary>A page of messages; the header <c>Search-Mode: client</c> says that the mail server could not search by all keys, and we compared the rest.</summary>
internal sealed class MessagePageAnswer(MessagePage page) : IResult
{
    public const string Header = "Search-Mode";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (page.IsSearchedHere)
            httpContext.Response.Headers[Header] = "client";
        return new WrittenJson<MessagePage>(page, MessageJson.Write).ExecuteAsync(httpContext);
    }
}
