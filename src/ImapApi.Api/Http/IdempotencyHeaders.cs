namespace ImapApi.Api.Http;

internal static class IdempotencyHeaders
{
    /// <summary>The caller's own name for a request that is to be done once.</summary>
    public const string Key = "Idempotency-Key";

    /// <summary>The answer is that of an earlier request with the same key.</summary>
    public const string Replayed = "Idempotent-Replayed";
}
