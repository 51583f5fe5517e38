using System.Diagnostics;
using ImapApi.Application.Tracing;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Imap.Workers;

internal static class OperationSpan
{
    /// <summary>A span for one run of an operation, below the call that it was queued for: the worker runs it in a loop of its own.</summary>
    /// <returns>Null where nobody listens.</returns>
    public static Activity? Begin(ImapRequest request, AccountId account)
    {
        if (!Spans.Source.HasListeners())
            return null;
        return Spans.Source.StartActivity("imap " + request.Name, ActivityKind.Client, request.Caller?.Context ?? default)?.SetTag(Spans.Account, account.Value);
    }
}
