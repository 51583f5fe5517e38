using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Storage;

/// <summary>Which partition an account lies in. The count is fixed when the store is made: another count would look for accounts where they are not.</summary>
internal sealed class Partitions(int count)
{
    public int Count { get; } = count;

    public IEnumerable<Partition> All => Enumerable.Range(0, Count).Select(number => new Partition(number));

    /// <summary>By a hash that is the same on every machine and in every version.</summary>
    public Partition Of(AccountId account)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(account.Value));
        return new Partition((int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)Count));
    }
}
