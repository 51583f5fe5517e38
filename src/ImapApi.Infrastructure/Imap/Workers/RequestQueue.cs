using ImapApi.Application.Statistics;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// What waits for one connection. Short requests go before long transfers, but not forever; reads that ask the same are one request; a full queue refuses.
/// </summary>
internal sealed class RequestQueue(int capacity)
{
    private const int ShortInARow = 8;

    private readonly Lock _lock = new();
    private readonly LinkedList<ImapRequest> _short = new();
    private readonly LinkedList<ImapRequest> _long = new();
    private Dictionary<object, ImapRequest>? _shared;
    private int _shortInARow;

    public int Count
    {
        get
        {
            lock (_lock)
                return _short.Count + _long.Count;
        }
    }

    /// <summary>A request waits to be run once more, because the connection died of its first run.</summary>
    public bool IsRecovering
    {
        get
        {
            lock (_lock)
                return (_short.First?.Value.IsRecovering ?? false) || (_long.First?.Value.IsRecovering ?? false);
        }
    }

    /// <summary>Queues the operation, or joins the request that already waits for the same answer.</summary>
    /// <param name="payer">Is told what the runs cost.</param>
    /// <returns>The request, to await; null when the queue is full.</returns>
    public ImapRequest<TResult>? Enqueue<TResult>(IImapOperation<TResult> operation, CallCost? payer)
    {
        lock (_lock)
        {
            if (operation.SharingKey is { } key && _shared?.GetValueOrDefault(key) is ImapRequest<TResult> same)
            {
                same.Join(payer);
                return same;
            }

            if (_short.Count + _long.Count >= capacity)
                return null;
            var request = new ImapRequest<TResult>(operation);
            request.Join(payer);
            Add(request, first: false);
            return request;
        }
    }

    /// <summary>Puts back a request that is to run once more, before all others.</summary>
    public void Requeue(ImapRequest request)
    {
        lock (_lock)
            Add(request, first: true);
    }

    /// <summary>The next request that somebody still wants.</summary>
    public ImapRequest? Dequeue()
    {
        lock (_lock)
        {
            while (Next() is { } request)
            {
                if (request.SharingKey is { } key)
                    _shared?.Remove(key);
                if (request.IsWanted)
                    return request;
            }

            return null;
        }
    }

    private void Add(ImapRequest request, bool first)
    {
        var list = request.IsLong ? _long : _short;
        if (first)
            list.AddFirst(request);
        else
            list.AddLast(request);
        if (request.SharingKey is { } key)
            (_shared ??= [])[key] = request;
    }

    private ImapRequest? Next()
    {
        var takeLong = _long.Count > 0 && (_short.Count == 0 || _shortInARow >= ShortInARow);
        _shortInARow = takeLong || _long.Count == 0 ? 0 : _shortInARow + 1;
        var list = takeLong ? _long : _short;
        if (list.First is not { } node)
            return null;
        list.RemoveFirst();
        return node.Value;
    }
}
