using System.IO.Pipelines;
using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace ImapApi.UnitTests.Api.Cluster;

/// <summary>Bodies and answers go through a node as they come, and an answer that breaks is broken for the caller too.</summary>
public sealed class ForwardedStreamTests : IAsyncLifetime
{
    private const int Piece = 1024 * 1024;
    private const int Pieces = 20;

    /// <summary>What the buffers between may hold back: a piece is never complete there before the next follows.</summary>
    private const int Held = 64 * 1024;

    private FirstNode _first = null!;

    public async ValueTask InitializeAsync() => _first = await FirstNode.StartAsync();

    public ValueTask DisposeAsync() => _first.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_body_each_piece_arrives_before_the_next_is_sent(bool isChunked)
    {
        var arrived = Channel.CreateUnbounded<long>();
        await using var owner = await OtherNode.StartAsync(async http =>
        {
            var total = 0L;
            var buffer = new byte[Piece];
            for (var read = 1; read > 0; total += read)
            {
                read = await http.Request.Body.ReadAsync(buffer);
                await arrived.Writer.WriteAsync(total + read);
            }

            await http.Response.WriteAsync($"{total}");
        });
        _first.Locator.Answer(owner.Address);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 2 * Piece));
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/account/a/message") { Content = new StreamContent(pipe.Reader.AsStream()) };
        request.Content.Headers.ContentType = new("application/json");
        request.Content.Headers.ContentLength = isChunked ? null : Piece * Pieces;
        request.Headers.TransferEncodingChunked = isChunked;

        var answer = _first.Server.Http.SendAsync(request);
        for (var i = 1; i <= Pieces; i++)
        {
            await pipe.Writer.WriteAsync(new byte[Piece]);
            while (await arrived.Reader.ReadAsync(TestContext.Current.CancellationToken) < (i * Piece) - Held)
            {
                // It trickles.
            }
        }

        await pipe.Writer.CompleteAsync();
        (await (await answer).Content.ReadAsStringAsync()).ShouldBe($"{Pieces * Piece}");
    }

    [Fact]
    public async Task Of_an_answer_each_piece_arrives_before_the_next_is_sent()
    {
        var next = Channel.CreateUnbounded<int>();
        await using var owner = await OtherNode.StartAsync(async http =>
        {
            await foreach (var i in next.Reader.ReadAllAsync())
            {
                await http.Response.Body.WriteAsync(new byte[] { (byte)i });
                await http.Response.Body.FlushAsync();
            }
        });
        _first.Locator.Answer(owner.Address);

        await next.Writer.WriteAsync(0);
        using var response = await _first.Server.SendAsync("GET", "/v1/account/a/message/AAAAAQAAAeE/source");
        var body = await response.Content.ReadAsStreamAsync();
        var buffer = new byte[10];
        for (var i = 0; i < 10; i++)
        {
            (await body.ReadAsync(buffer), buffer[0]).ShouldBe((1, (byte)i));
            await next.Writer.WriteAsync(i + 1);
        }

        next.Writer.Complete();
        (await body.ReadAsync(buffer)).ShouldBe(1);
        (await body.ReadAsync(buffer)).ShouldBe(0);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nfirst")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nfirst\r\n")]
    public async Task An_owner_that_is_lost_in_mid_answer_never_looks_like_the_end(string part)
    {
        await using var broken = new BrokenNode(part, holds: true);
        _first.Locator.Answer(broken.Address);

        using var response = await _first.Server.SendAsync("GET", "/v1/account/a/message/AAAAAQAAAeE/source");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await response.Content.ReadAsStreamAsync();
        (await body.ReadAsync(new byte[10])).ShouldBe(5);
        broken.Break();

        await Should.ThrowAsync<IOException>(() => body.CopyToAsync(Stream.Null));
        await _first.WaitForMetricAsync("cut");
    }

    [Fact]
    public async Task A_caller_that_goes_away_ends_what_the_owner_does()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var owner = await OtherNode.StartAsync(http =>
        {
            http.RequestAborted.Register(gone.SetResult);
            asked.SetResult();
            return gone.Task;
        });
        _first.Locator.Answer(owner.Address);
        using var leaving = new CancellationTokenSource();

        var answer = _first.Server.Http.DeleteAsync("/v1/account/a/message/AAAAAQAAAeE", leaving.Token);
        await asked.Task;
        await leaving.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(answer);
        await gone.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_body_that_grows_too_large_on_its_way_is_refused_as_ever()
    {
        await using var first = await FirstNode.StartAsync("--api:maxBodyBytes", "20000");
        await using var owner = await OtherNode.StartAsync(http => http.Request.Body.CopyToAsync(Stream.Null));
        first.Locator.Answer(owner.Address);
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/account/a/message") { Content = new ByteArrayContent(new byte[100_000]) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TransferEncodingChunked = true;

        using var response = await first.Server.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync()).ShouldContain("\"code\":\"TooLarge\"");
    }
}
