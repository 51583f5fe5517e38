using System.Net;
using System.Net.Sockets;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Cluster;

/// <summary>Chooses between nodes as a load balancer does: in turn, those that said when last asked that they are ready; each is asked every second.</summary>
internal sealed class ReadinessBalancer : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly TestCluster _cluster;
    private readonly Task _asking;
    private ApiClient[] _ready;
    private int _next;

    public ReadinessBalancer(TestCluster cluster)
    {
        _cluster = cluster;
        _ready = [.. cluster.Members.Select(member => member.Api.Client)];
        _asking = AskAsync();
    }

    public ApiClient Choose()
    {
        var ready = Volatile.Read(ref _ready);
        return ready[(int)((uint)Interlocked.Increment(ref _next) % ready.Length)];
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _asking;
        _stop.Dispose();
    }

    private async Task AskAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                var answers = await Task.WhenAll(_cluster.Members.Select(async member => (member.Api.Client, IsReady: await IsReadyAsync(member.Api.Client))));
                Volatile.Write(ref _ready, [.. answers.Where(answer => answer.IsReady).Select(answer => answer.Client)]);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private static async Task<bool> IsReadyAsync(ApiClient api)
    {
        try
        {
            return (await api.GetAsync("/health/ready")).Status == HttpStatusCode.OK;
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException or IOException)
        {
            return false;
        }
    }
}
