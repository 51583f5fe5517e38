using System.Net;
using System.Net.Sockets;
using ImapApi.Domain.Accounts;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.AuthServer;

/// <summary>Asks the operator's authentication server one question over HTTP. Redirects are not followed, and nothing of an answer is ever written down.</summary>
/// <param name="http">Follows no redirect, asks no proxy, keeps no cookie, and connects to allowed addresses only.</param>
internal sealed class AuthServerClient(HttpMessageInvoker http, IOptions<AuthServerOptions> options, TimeProvider time)
{
    private const int MaxAnswerBytes = 64 * 1024;

    /// <exception cref="Application.Errors.MailServerUnavailableException">There were none to be had (<c>AuthServerFailed</c>); the message says why.</exception>
    public async Task<Credentials> AskAsync(AuthServerQuestion question, CancellationToken cancellationToken)
    {
        var seconds = options.Value.TimeoutSeconds;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            using var request = Request(question);
            using var response = await http.SendAsync(request, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
                throw question.Failed(Describe(response.StatusCode));
            return AuthServerAnswer.Read(await ReadAsync(response, either.Token));
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw question.Failed($"did not answer within {seconds} s.", exception);
        }
        catch (FormatException exception)
        {
            throw question.Failed(exception.Message, exception);
        }
        catch (HttpRequestException exception)
        {
            throw question.Failed(Describe(exception), exception);
        }
        catch (IOException exception)
        {
            throw question.Failed("closed the connection within its answer.", exception);
        }
    }

    private static HttpRequestMessage Request(AuthServerQuestion question)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, question.ToUri());
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.UserAgent.ParseAdd("ImapApi");
        if (question.Authorization is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength > MaxAnswerBytes)
            throw TooLong();
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxAnswerBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxAnswerBytes ? buffer.AsMemory(0, length) : throw TooLong();
    }

    private static FormatException TooLong() => new($"answered more than {MaxAnswerBytes} bytes.");

    private static string Describe(HttpStatusCode status) => (int)status switch
    {
        401 or 403 => $"answered {(int)status}: it refused us. User and password belong into its URL.",
        404 => "answered 404: it does not know the account, or its URL is wrong.",
        >= 300 and < 400 => $"answered {(int)status}, and redirects are not followed: set the URL that it leads to.",
        >= 500 => $"answered {(int)status}: it failed itself.",
        _ => $"answered {(int)status} where 200 was expected.",
    };

    private static string Describe(HttpRequestException exception) => exception switch
    {
        { HttpRequestError: HttpRequestError.NameResolutionError } => "does not resolve: check the host in its URL.",
        { HttpRequestError: HttpRequestError.SecureConnectionError } => $"cannot be reached over TLS: {(exception.InnerException ?? exception).Message}",
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => "does not run: the connection was refused.",
        { HttpRequestError: HttpRequestError.ConnectionError } => $"cannot be reached: {exception.Message}",
        _ => $"does not speak HTTP as it should: {exception.Message}",
    };
}
