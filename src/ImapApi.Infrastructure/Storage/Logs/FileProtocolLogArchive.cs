using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Storage.Repositories;

namespace ImapApi.Infrastructure.Storage.Logs;

/// <summary>
/// Protocol logs as files under <c>logs</c> in the data directory: two for each account. When the newer holds as many lines as are kept, it becomes
/// the older; so a log never holds more than twice what is kept, and nothing is ever rewritten.
/// </summary>
internal sealed class FileProtocolLogArchive(DataDirectory directory, IStore store, Partitions partitions) : IProtocolLogArchive, IDisposable
{
    private const string Folder = "logs";
    private const string Extension = ".ndjson";
    private const int LongestName = 200; // File systems end names at 255 bytes.
    private const int BlockLength = 64 * 1024;

    private readonly Dictionary<AccountId, int> _lines = [];
    private readonly SemaphoreSlim _files = new(1);

    public async Task AppendAsync(AccountId account, IReadOnlyList<byte[]> lines, int keep, CancellationToken cancellationToken)
    {
        if (await store.GetAsync(AccountKeys.Document(partitions.Of(account), account), cancellationToken) is null)
            return;
        await _files.WaitAsync(cancellationToken);
        try
        {
            OwnerOnly.MakeDirectory(directory[Folder]);
            if (!_lines.TryGetValue(account, out var count))
                count = await RepairAsync(NewerOf(account), cancellationToken);
            foreach (var segment in lines.Chunk(keep))
            {
                if (count + segment.Length > keep && count > 0)
                {
                    File.Move(NewerOf(account), OlderOf(account), overwrite: true);
                    count = 0;
                }

                await using var file = OwnerOnly.Open(NewerOf(account), FileMode.Append, FileShare.ReadWrite | FileShare.Delete, FileAccess.Write);
                foreach (var line in segment)
                    await file.WriteAsync(line, cancellationToken);
                count += segment.Length;
            }

            _lines[account] = count;
        }
        catch (IOException)
        {
            _lines.Remove(account); // Some of the lines may be there: count them next time.
            throw;
        }
        finally
        {
            _files.Release();
        }
    }

    public async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(AccountId account, int count, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Both are opened before anything is moved, and read to where they end now; an open file outlives its removal.
        await _files.WaitAsync(cancellationToken);
        FileStream? older, newer;
        long length;
        try
        {
            older = OpenForReading(OlderOf(account));
            newer = OpenForReading(NewerOf(account));
            length = newer?.Length ?? 0;
        }
        finally
        {
            _files.Release();
        }

        await using (older)
        await using (newer)
        {
            var surplus = await CountLinesAsync(older, long.MaxValue, cancellationToken) + await CountLinesAsync(newer, length, cancellationToken) - count;
            await foreach (var block in BlocksAsync(older, long.MaxValue, cancellationToken))
            {
                if (SkipLines(block, ref surplus) is { Length: > 0 } rest)
                    yield return rest;
            }

            await foreach (var block in BlocksAsync(newer, length, cancellationToken))
            {
                if (SkipLines(block, ref surplus) is { Length: > 0 } rest)
                    yield return rest;
            }
        }
    }

    public async Task RemoveAsync(AccountId account, CancellationToken cancellationToken)
    {
        await _files.WaitAsync(cancellationToken);
        try
        {
            _lines.Remove(account);
            if (!Directory.Exists(directory[Folder]))
                return;
            File.Delete(NewerOf(account));
            File.Delete(OlderOf(account));
        }
        finally
        {
            _files.Release();
        }
    }

    public void Dispose() => _files.Dispose();

    private static FileStream? OpenForReading(string path) =>
        File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;

    /// <summary>Cuts off half a line that a killed process left, and counts the lines.</summary>
    private static async Task<int> RepairAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            return 0;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var (lines, end, position) = (0, 0L, 0L);
        await foreach (var block in BlocksAsync(file, long.MaxValue, cancellationToken))
        {
            lines += block.Span.Count((byte)'\n');
            if (block.Span.LastIndexOf((byte)'\n') is >= 0 and var last)
                end = position + last + 1;
            position += block.Length;
        }

        file.SetLength(end);
        return lines;
    }

    /// <summary>Leaves the file at its beginning.</summary>
    private static async Task<int> CountLinesAsync(FileStream? file, long length, CancellationToken cancellationToken)
    {
        var lines = 0;
        await foreach (var block in BlocksAsync(file, length, cancellationToken))
            lines += block.Span.Count((byte)'\n');
        file?.Seek(0, SeekOrigin.Begin);
        return lines;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> BlocksAsync(FileStream? file, long length, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (file is null)
            yield break;
        var block = new byte[BlockLength];
        while (length > 0)
        {
            var read = await file.ReadAsync(block.AsMemory(0, (int)Math.Min(block.Length, length)), cancellationToken);
            if (read == 0)
                yield break;
            length -= read;
            yield return block.AsMemory(0, read);
        }
    }

    private static ReadOnlyMemory<byte> SkipLines(ReadOnlyMemory<byte> block, ref int surplus)
    {
        while (surplus > 0 && block.Length > 0)
        {
            var end = block.Span.IndexOf((byte)'\n');
            if (end < 0)
                return default;
            block = block[(end + 1)..];
            surplus--;
        }

        return block;
    }

    private static string NameOf(AccountId account) =>
        account.Key is { Length: <= LongestName } key ? key : "long." + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(account.Value)));

    private string NewerOf(AccountId account) => Path.Combine(directory[Folder], NameOf(account) + Extension);

    private string OlderOf(AccountId account) => Path.Combine(directory[Folder], NameOf(account) + ".1" + Extension);
}
