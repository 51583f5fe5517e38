using System.Net;
using System.Text;
using ImapApi.Application.Messages;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;
using NSubstitute;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class ContentBodyTests : IAsyncLifetime
{
    private ApiServer _server = null!;
    private byte[]? _stored;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _server.Messages.UploadAsync(default!, default!, default!, default!, default, default).ReturnsForAnyArgs(call =>
        {
            var content = call.Arg<IContent>();
            using var stream = content.OpenRead();
            _stored = new byte[content.Length];
            stream.ReadExactly(_stored);
            return new UploadedMessage(new MessageId(new MailboxNumber(1), new Uid(481)), MailboxPath.Inbox, "<a@b>");
        });
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task An_upload_reaches_the_store_and_tells_where_the_message_is()
    {
        var (status, body) = await _server.AskAsync("POST", "/v1/account/example/message", """{"path":"\\Drafts","flags":["\\Draft"],"internalDate":"2024-01-31T12:00:00+01:00","raw":"U3ViamVjdDogeA0KDQo="}""");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""{"id":"AAAAAQAAAeE","path":"INBOX","uid":481,"messageId":"\u003Ca@b\u003E"}""");
        Encoding.ASCII.GetString(_stored!).ShouldBe("Subject: x\r\n\r\n");
        await _server.Messages.Received().UploadAsync(
            AccountId.Parse("example"), MailboxPath.Parse(@"\Drafts"), Arg.Any<IContent>(), Arg.Is<IReadOnlyList<string>>(flags => flags.Single() == @"\Draft"),
            new DateTimeOffset(2024, 1, 31, 11, 0, 0, TimeSpan.Zero), Arg.Any<CancellationToken>());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3_000_000)]
    public async Task Bytes_come_out_of_base64_however_it_is_written(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        var base64 = Convert.ToBase64String(bytes);
        foreach (var written in (string[])[base64, base64.Replace("/", "\\/", StringComparison.Ordinal), base64.Replace("+", "\\u002b", StringComparison.Ordinal), Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\\r\\n")])
        {
            _stored = null;

            var (status, body) = await _server.AskAsync("POST", "/v1/account/example/message", $$"""{"raw": "{{written}}" ,"path":"INBOX"}""");

            status.ShouldBe(HttpStatusCode.OK, body.ToJsonString());
            _stored.ShouldBe(bytes);
        }
    }

    [Theory]
    [InlineData("""{}""", "path,raw")]
    [InlineData("""{"path":5,"raw":5,"x":1,"flags":["a b"]}""", "flags,path,raw,x")]
    [InlineData("""{"path":"INBOX","raw":"QQ==","raw":"QQ=="}""", "body")]
    [InlineData("""{"path":"INBOX","raw":"Q!=="}""", "raw")]
    [InlineData("""{"path":"INBOX","raw":"","internalDate":"soon"}""", "internalDate,raw")]
    [InlineData("""{"path":"a\nb","raw":"QQ==","internalDate":"1969-12-31T00:00:00Z"}""", "internalDate,path")]
    [InlineData("""{"path":"INBOX","raw":"QQ=="}x""", "body")]
    [InlineData("""{"path":"INBOX","raw":"QQ""", "body")]
    [InlineData("""{"flags":[{"raw":"QQ=="}],"path":"INBOX"}""", "flags,raw")]
    [InlineData("", "body")]
    public async Task What_is_wrong_is_named(string json, string keys)
    {
        var (status, body) = await _server.AskAsync("POST", "/v1/account/example/message", json);

        status.ShouldBe(HttpStatusCode.BadRequest, body.ToJsonString());
        body["fields"]!.AsArray().Select(field => (string)field!["key"]!).Order(StringComparer.Ordinal).ShouldBe(keys.Split(','));
        _stored.ShouldBeNull();
    }
}
