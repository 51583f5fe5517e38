using System.Buffers;
using System.Globalization;
using System.Text;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// Asks for the flags of a range of messages beside MailKit, on its connection: the one command of a listing that is known. Everything passes the guard as
/// ever. Lines of the answer that are not such flags go back to MailKit, unread.
/// </summary>
internal sealed class FlagFetch(ImapLink link, SharedWire wire)
{
    private const int FirstBuffer = 4 * 1024;

    /// <summary>More at once is no answer to so small a question.</summary>
    private const int MostAtOnce = 1024 * 1024;

    private long _commands;
    private bool _isOtherwise;

    /// <returns>In ascending order of their numbers, without those that have gone; null when MailKit has to ask.</returns>
    /// <exception cref="ImapProtocolException">The server has gone, or says too much: the connection is of no further use.</exception>
    public async ValueTask<IReadOnlyList<FlagRow>?> TryReadAsync(int first, int last, CancellationToken cancellationToken)
    {
        if (_isOtherwise)
            return null;
        // MailKit's tags begin with a capital.
        var tag = string.Create(CultureInfo.InvariantCulture, $"f{_commands++} ");
        var range = first == last ? string.Create(CultureInfo.InvariantCulture, $"{first}") : string.Create(CultureInfo.InvariantCulture, $"{first}:{last}");
        var command = Encoding.ASCII.GetBytes($"{tag}FETCH {range} (UID FLAGS)\r\n");
        await wire.WriteAsync(command, cancellationToken);
        await wire.FlushAsync(cancellationToken);
        link.Guard.LogClient(command, 0, command.Length);

        var answer = new Answer(link, command.AsMemory(0, tag.Length), first, last);
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        var (start, end) = (0, 0);
        try
        {
            while (!answer.IsComplete)
            {
                if (end == buffer.Length)
                    buffer = MakeRoom(buffer, ref start, ref end);
                var count = await wire.ReadAsync(buffer.AsMemory(end), cancellationToken);
                if (count == 0)
                    throw new ImapProtocolException("The IMAP server has unexpectedly disconnected.");
                end += count;
                start += answer.Read(buffer, start, end);
            }

            wire.Return(buffer.AsSpan(start, end - start));
            wire.Return(answer.Others);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        // A server that says it in another way is not asked here again; one that knows fewer messages by now is.
        _isOtherwise = answer.IsOtherwise;
        return answer.IsOk && !_isOtherwise ? answer.Rows : null;
    }

    private static byte[] MakeRoom(byte[] buffer, ref int start, ref int end)
    {
        var length = end - start;
        if (length > MostAtOnce)
            throw new ImapProtocolException("The server sent a line of more than a megabyte.");
        var larger = length > buffer.Length / 2 ? ArrayPool<byte>.Shared.Rent(buffer.Length * 2) : buffer;
        buffer.AsSpan(start, length).CopyTo(larger);
        if (larger != buffer)
            ArrayPool<byte>.Shared.Return(buffer);
        (start, end) = (0, length);
        return larger;
    }

    private sealed class Answer(ImapLink link, ReadOnlyMemory<byte> tag, int first, int last)
    {
        private readonly FlagRow?[] _rows = new FlagRow?[last - first + 1];
        private readonly ArrayBufferWriter<byte> _others = new();
        private int _otherFetches;

        public bool IsComplete { get; private set; }

        public bool IsOk { get; private set; }

        /// <summary>Messages are missing for which there may be lines that are not understood here.</summary>
        public bool IsOtherwise => IsOk && _otherFetches > 0 && _otherFetches >= _rows.Count(row => row is null) && _rows.Contains(null);

        public IReadOnlyList<FlagRow> Rows => [.. _rows.OfType<FlagRow>()];

        /// <summary>What was no part of the answer.</summary>
        public ReadOnlySpan<byte> Others => _others.WrittenSpan;

        /// <summary>Reads the responses that are there whole.</summary>
        /// <returns>How many bytes those were.</returns>
        public int Read(byte[] buffer, int start, int end)
        {
            // Neighbours pass the guard together.
            var (at, ours) = (start, start);
            while (!IsComplete && ResponseLength.Of(buffer.AsSpan(at, end - at)) is > 0 and var length)
            {
                var response = buffer.AsSpan(at, length);
                var isOurs = TryRead(response);
                if (!isOurs)
                {
                    Show(buffer, ours, at);
                    Keep(response);
                    ours = at + length;
                }

                at += length;
            }

            Show(buffer, ours, at);
            return at - start;
        }

        private bool TryRead(ReadOnlySpan<byte> response)
        {
            if (response.StartsWith(tag.Span))
            {
                IsComplete = true;
                IsOk = response[tag.Length..].StartsWith("OK"u8);
                return true;
            }

            if (!FlagLine.TryRead(response, out var row) || row.Sequence < first || row.Sequence > last)
                return false;
            _rows[row.Sequence - first] = row;
            return true;
        }

        private void Show(byte[] buffer, int from, int to)
        {
            if (to > from)
                link.Guard.LogServer(buffer, from, to - from);
        }

        private void Keep(ReadOnlySpan<byte> response)
        {
            if (_others.WrittenCount + response.Length > MostAtOnce)
                throw new ImapProtocolException("The server sent more than a megabyte that was not asked for.");
            if (response.IndexOf(" FETCH "u8) >= 0)
                _otherFetches++;
            _others.Write(response);
        }
    }
}
