using System.Globalization;

namespace ImapApi.Bench.Children;

/// <summary>The parent's side of the <see cref="Responder"/>.</summary>
internal sealed class ResponderChild : IDisposable
{
    private readonly ChildServer _server = new("child-responder");

    public int Port => _server.Port;

    /// <summary>New messages at a rate, each to the next account that idles.</summary>
    /// <returns>How many there were; fewer than asked for when too few accounts idled.</returns>
    public async Task<int> DeliverAsync(int perSecond, int seconds) =>
        int.Parse(await _server.AskAsync(string.Create(CultureInfo.InvariantCulture, $"deliver {perSecond} {seconds}")), CultureInfo.InvariantCulture);

    public void Dispose() => _server.Dispose();
}
