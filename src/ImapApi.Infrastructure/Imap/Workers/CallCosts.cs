using ImapApi.Application.Statistics;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>Keeps the call that an operation is queued for, so that the worker, which runs it in a loop of its own, knows whom to charge.</summary>
internal sealed class CallCosts : ICallCosts
{
    private readonly AsyncLocal<CallCost?> _current = new();

    /// <summary>Null outside calls of the API.</summary>
    public CallCost? Current => _current.Value;

    public CallCost Begin() => _current.Value = new CallCost();
}
