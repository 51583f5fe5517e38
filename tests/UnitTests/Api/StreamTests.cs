using System.IO.Pipelines;
using System.Net;
using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Application.Messages;
using ImapApi.Domain.Accounts;
using NSubstitute;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class StreamTests : IAsyncLifetime
{
    private const string Source = "/v1/account/a/message/AAAAAQAAAeE/source";
    private const string Attachment = "/v1/account/a/attachment/AAAAAQAAAeEx";

    private ApiServer _server = null!;

    public async ValueTask InitializeAsync() => _server = await ApiServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task The_source_comes_as_it_is()
    {
        _server.Messages.OpenSourceAsync(default!, default, default).ReturnsForAnyArgs(new MemoryStream("Subject: ü\r\n\r\n"u8.ToArray()));

        using var response = await _server.SendAsync("GET", Source);

        response.Content.Headers.ContentType!.ToString().ShouldBe("message/rfc822");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe("Subject: ü\r\n\r\n"u8.ToArray());
    }

    [Theory]
    [InlineData("image/png", "plain.png", "image/png", "attachment; filename=plain.png; filename*=UTF-8''plain.png")]
    [InlineData("text/html", "Übersicht \"1\".html", "text/html", "attachment; filename=\"_bersicht \\\"1\\\".html\"; filename*=UTF-8''%C3%9Cbersicht%20%221%22.html")]
    [InlineData("not a type", null, "application/octet-stream", "attachment")]
    [InlineData("text/plain\r\nX: y", null, "application/octet-stream", "attachment")]
    public async Task An_attachment_is_a_download_that_no_browser_runs(string type, string? name, string sentType, string disposition)
    {
        _server.Messages.OpenAttachmentAsync(default!, default, default).ReturnsForAnyArgs(new AttachmentContent(type, name, new MemoryStream([1, 2, 3])));

        using var response = await _server.SendAsync("GET", Attachment);

        response.Content.Headers.ContentType!.ToString().ShouldBe(sentType);
        response.Content.Headers.GetValues("Content-Disposition").Single().ShouldBe(disposition);
        response.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox");
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task A_failure_before_the_first_byte_is_a_problem()
    {
        var pipe = new Pipe();
        await pipe.Writer.CompleteAsync(NotFoundException.ForMessage(AccountId.Parse("a")));
        _server.Messages.OpenSourceAsync(default!, default, default).ReturnsForAnyArgs(pipe.Reader.AsStream());

        (await _server.AskAsync("GET", Source)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_failure_in_mid_stream_never_looks_like_the_end()
    {
        var pipe = new Pipe();
        _server.Messages.OpenSourceAsync(default!, default, default).ReturnsForAnyArgs(pipe.Reader.AsStream());
        await pipe.Writer.WriteAsync("first"u8.ToArray());

        using var response = await _server.SendAsync("GET", Source);
        var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[100];
        Encoding.ASCII.GetString(buffer, 0, await body.ReadAsync(buffer)).ShouldBe("first");
        await pipe.Writer.CompleteAsync(new MailServerUnavailableException("IMAPUnavailable", "The connection was lost."));

        await Should.ThrowAsync<IOException>(() => body.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task Silence_before_the_first_byte_is_a_504()
    {
        _server.Messages.OpenSourceAsync(default!, default, default).ReturnsForAnyArgs(new Pipe().Reader.AsStream());

        (await _server.AskAsync("GET", Source, null, ("X-Timeout", "50"))).Status.ShouldBe(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task An_unknown_account_has_no_log()
    {
        _server.Accounts.FindAsync(default!, default).ReturnsForAnyArgs((Account?)null);
        (await _server.AskAsync("GET", "/v1/logs/nobody")).Body["code"]!.GetValue<string>().ShouldBe("AccountNotFound");
    }
}
