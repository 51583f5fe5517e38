using System.Net;
using System.Net.Sockets;
using ImapApi.Application.Autoconfig;
using ImapApi.Domain.Autoconfig;
using ImapApi.Infrastructure.Network;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Autoconfig;

/// <summary>Asks one URL after the other. What is sent is the domain, as part of the URL, and nothing else about anybody.</summary>
internal sealed partial class HttpPublishedSettings(HttpMessageInvoker http, IOptions<AutoconfigOptions> options, TimeProvider time, ILogger<HttpPublishedSettings> logger) : IPublishedSettings
{
    /// <summary>Those of large providers have some 3 KB.</summary>
    private const int MaxFileBytes = 64 * 1024;

    /// <summary>For all URLs together, each of which may take an equal share of what is left.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<AutoconfigFindings> FindAsync(MailDomain domain, CancellationToken cancellationToken)
    {
        var isComplete = true;
        if (!options.Value.Online)
            return new AutoconfigFindings(null, isComplete);
        var began = time.GetTimestamp();
        var urls = DomainUrlsAttribute.For(options.Value.Urls, domain);
        for (var index = 0; index < urls.Count; index++)
        {
            var share = (Patience - time.GetElapsedTime(began)) / (urls.Count - index);
            var found = await AskAsync(urls[index], domain, share, cancellationToken);
            isComplete &= found.IsComplete;
            if (found.Settings is not null)
                return new AutoconfigFindings(found.Settings, isComplete);
        }

        return new AutoconfigFindings(null, isComplete);
    }

    private async Task<AutoconfigFindings> AskAsync(Uri url, MailDomain domain, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.UserAgent.ParseAdd("ImapApi");
            using var response = await http.SendAsync(request, either.Token);
            return response.StatusCode == HttpStatusCode.OK
                ? new AutoconfigFindings(ClientConfig.Read(await ReadAsync(response, either.Token), domain, url.AbsoluteUri), IsComplete: true)
                : Nothing(url, $"answered {(int)response.StatusCode}", isAnswer: (int)response.StatusCode < 500);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Nothing(url, "did not answer in time", isAnswer: false);
        }
        catch (FormatException exception)
        {
            return Nothing(url, exception.Message, isAnswer: true);
        }
        catch (TargetForbiddenException exception)
        {
            return Nothing(url, exception.Message, isAnswer: true);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Nothing(url, exception.Message, IsAbsence(exception));
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxFileBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= MaxFileBytes ? buffer.AsMemory(0, length) : throw new FormatException($"It has more than {MaxFileBytes} bytes.");
    }

    /// <summary>Most domains have no such host, or nothing that listens there.</summary>
    private static bool IsAbsence(Exception exception) =>
        exception.InnerException is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.ConnectionRefused };

    private AutoconfigFindings Nothing(Uri url, string reason, bool isAnswer)
    {
        LogNothing(url.AbsoluteUri, reason);
        return new AutoconfigFindings(null, isAnswer);
    }
}
