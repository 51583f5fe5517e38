using ImapApi.Bench.Measuring;

namespace ImapApi.Bench.Soak;

/// <summary>All that goes on at the same time, each on a thread of its own, until it is told to stop.</summary>
internal sealed class Load(CancellationTokenSource stop)
{
    private readonly List<Action> _works = [];

    public Load Add(Action work)
    {
        _works.Add(() => Run(work));
        return this;
    }

    public Task RunAsync(TimeSpan length)
    {
        stop.CancelAfter(length);
        return Task.Run(() => Crowd.RunAll(_works));
    }

    private void Run(Action work)
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Between two requests.
        }
        catch
        {
            // The rest would be for nothing.
            stop.Cancel();
            throw;
        }
    }
}
