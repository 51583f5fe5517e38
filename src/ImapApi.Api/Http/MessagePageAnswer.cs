using System.Buffers;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Domain.Messages;

namespace ImapApi.Api.Http;

/// <summary>A page of messages; the header <c>Search-Mode: client</c> says that the mail server could not search by all keys, and we compared the rest.</summary>
internal sealed class MessagePageAnswer : IResult
{
    public const string Header = "Search-Mode";

    private readonly IResult _page;
    private readonly bool _isSearchedHere;

    public MessagePageAnswer(MessagePage page) => (_page, _isSearchedHere) = (Written(page, MessageJson.Write), page.IsSearchedHere);

    public MessagePageAnswer(MergedPage page) => (_page, _isSearchedHere) = (Written(page, MessageJson.Write), page.IsSearchedHere);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (_isSearchedHere)
            httpContext.Response.Headers[Header] = "client";
        return _page.ExecuteAsync(httpContext);
    }

    private static WrittenJson<T> Written<T>(T page, Action<IBufferWriter<byte>, T> write) => new(page, write);
}
