using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Client;

public static class ImapApiClientServices
{
    /// <summary>Adds <see cref="IImapApiClient"/> on a connection pool of <see cref="IHttpClientFactory"/>. Handlers, for retries and the like, are added to what it returns.</summary>
    public static IHttpClientBuilder AddImapApiClient(this IServiceCollection services, Action<ImapApiClientOptions> configure)
    {
        var options = new ImapApiClientOptions();
        configure(options);
        return services.AddHttpClient<IImapApiClient, ImapApiClient>(client => Configure(client, options));
    }

    private static void Configure(HttpClient client, ImapApiClientOptions options)
    {
        var address = options.BaseAddress.AbsoluteUri;
        client.BaseAddress = address.EndsWith('/') ? options.BaseAddress : new Uri(address + "/");
        // The server limits its own time, and events are followed for as long as one likes.
        client.Timeout = System.Threading.Timeout.InfiniteTimeSpan;
        if (options.Token is { } token)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (options.Timeout is { } timeout)
            client.DefaultRequestHeaders.Add("X-Timeout", ((long)timeout.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
    }
}
