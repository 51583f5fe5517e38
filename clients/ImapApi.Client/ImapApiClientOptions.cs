namespace ImapApi.Client;

/// <summary>Where the server is, and who calls.</summary>
public sealed class ImapApiClientOptions
{
    public Uri BaseAddress { get; set; } = new("http://127.0.0.1:3000/");

    /// <summary>An API token, where the server demands one.</summary>
    public string? Token { get; set; }

    /// <summary>How long the server may take until its first byte; by default its own limit of 10 seconds.</summary>
    public TimeSpan? Timeout { get; set; }
}
