using System.Text.Json;

namespace ImapApi.Infrastructure.Storage;

/// <summary>Tells one store from another, and remembers what was fixed when it was made.</summary>
internal sealed record StoreIdentity(string Id, int Partitions, int Format)
{
    /// <summary>The layout of the store that this version reads and writes.</summary>
    public const int CurrentFormat = 1;

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, StoreIdentityJson.Default.StoreIdentity);

    public static StoreIdentity? FromBytes(byte[] bytes) => JsonSerializer.Deserialize(bytes, StoreIdentityJson.Default.StoreIdentity);
}

