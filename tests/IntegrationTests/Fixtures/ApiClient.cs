using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Talks to the program as its users do. Targets go onto the wire as they are written: <c>a%2Fb</c> stays <c>a%2Fb</c>.</summary>
public sealed class ApiClient(Uri address) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 })
    {
        Timeout = TimeSpan.FromSeconds(100),
    };

    public Uri Address { get; } = address;

    /// <summary>The access token that is sent with every request; null: none.</summary>
    public string? Token { get; set; }

    public Task<ApiAnswer> GetAsync(string target) => SendAsync(HttpMethod.Get, target);

    public Task<ApiAnswer> DeleteAsync(string target) => SendAsync(HttpMethod.Delete, target);

    public Task<ApiAnswer> PostAsync(string target, object body) => SendAsync(HttpMethod.Post, target, Json(body));

    public Task<ApiAnswer> PutAsync(string target, object body) => SendAsync(HttpMethod.Put, target, Json(body));

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string target, HttpContent? content = null, Action<HttpRequestHeaders>? headers = null)
    {
        using var response = await OpenAsync(method, target, content, headers, HttpCompletionOption.ResponseContentRead);
        return await ApiAnswer.ReadAsync($"{method} {target}", response);
    }

    /// <summary>Answers when the headers are there; the body is read by the caller.</summary>
    public async Task<HttpResponseMessage> OpenAsync(
        HttpMethod method, string target, HttpContent? content = null, Action<HttpRequestHeaders>? headers = null, HttpCompletionOption until = HttpCompletionOption.ResponseHeadersRead)
    {
        using var request = new HttpRequestMessage(method, Raw(target)) { Content = content };
        if (Token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        headers?.Invoke(request.Headers);
        return await _http.SendAsync(request, until);
    }

    public static StringContent Json(object body) => new(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");

    public void Dispose() => _http.Dispose();

    private Uri Raw(string target) => new(Address.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
}
