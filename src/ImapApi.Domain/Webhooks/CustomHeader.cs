namespace ImapApi.Domain.Webhooks;

/// <summary>A header that is sent with each webhook of a target. Its value often authenticates, and is treated as a secret.</summary>
public sealed record CustomHeader(string Key, string Value)
{
    public override string ToString() => Key;
}
