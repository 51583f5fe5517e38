using System.Buffers;
using System.Globalization;
using System.Text;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>
/// Fetches a piece of a message or part beside MailKit, on its connection: from the socket right into the memory in which it is handed on, where MailKit
/// copies it in pieces of 4 KiB. Everything passes the guard as ever. What else the server says meanwhile goes back to MailKit, unread.
/// </summary>
internal sealed class LiteralFetch(ImapLink link, SharedWire wire)
{
    private const int FirstBuffer = 4 * 1024;

    /// <summary>More than this around a literal is no answer to what was asked.</summary>
    private const int MostAround = 1024 * 1024;

    private long _commands;
    private bool _isOtherwise;

    /// <param name="section">As in <c>BODY[section]</c>; empty for the whole message.</param>
    /// <returns>At most <paramref name="count"/> bytes; null when MailKit has to ask.</returns>
    /// <exception cref="ImapProtocolException">The server has gone, or says too much: the connection is of no further use.</exception>
    public async ValueTask<PooledStream?> TryReadAsync(Uid uid, string section, int offset, int count, CancellationToken cancellationToken)
    {
        if (_isOtherwise)
            return null;
        // MailKit's tags begin with a capital.
        var tag = string.Create(CultureInfo.InvariantCulture, $"b{_commands++} ");
        var command = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tag}UID FETCH {uid.Value} (BODY.PEEK[{section}]<{offset}.{count}>)\r\n"));
        await wire.WriteAsync(command, cancellationToken);
        await wire.FlushAsync(cancellationToken);
        link.Guard.LogClient(command, 0, command.Length);

        var reading = new Reading(link, wire, command.AsMemory(0, tag.Length), new LiteralLine(uid.Value, section, offset, count));
        var isDone = false;
        try
        {
            while (!reading.IsComplete)
                await reading.StepAsync(cancellationToken);
            reading.GiveBack();
            // A server that says it in another way is not asked here again; one that has no such message is.
            _isOtherwise = reading.IsOtherwise;
            isDone = reading is { IsOk: true, Literal: not null };
            return isDone ? reading.Literal : null;
        }
        finally
        {
            reading.Release(keepsLiteral: isDone);
        }
    }

    /// <summary>One answer, from its first byte to its last.</summary>
    private sealed class Reading(ImapLink link, SharedWire wire, ReadOnlyMemory<byte> tag, LiteralLine asked)
    {
        private readonly ArrayBufferWriter<byte> _others = new();
        private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
        private int _start;
        private int _end;
        private bool _isFetchOtherwise;

        public PooledStream? Literal { get; private set; }

        public bool IsComplete { get; private set; }

        public bool IsOk { get; private set; }

        /// <summary>There was an answer that is not understood here.</summary>
        public bool IsOtherwise => Literal is null && (!IsOk || _isFetchOtherwise);

        private Span<byte> Unread => _buffer.AsSpan(_start, _end - _start);

        public async ValueTask StepAsync(CancellationToken cancellationToken)
        {
            if (Unread.IndexOf((byte)'\n') is >= 0 and var end)
            {
                var line = Unread[..(end + 1)];
                if (line.StartsWith(tag.Span))
                {
                    (IsComplete, IsOk) = (true, line[tag.Length..].StartsWith("OK"u8));
                    Show(line.Length);
                    return;
                }

                if (Literal is null && asked.TryRead(line, out var length))
                {
                    var head = Encoding.ASCII.GetString(line[..(line.IndexOf((byte)'(') + 1)]);
                    Show(line.Length);
                    await ReadLiteralAsync(length, cancellationToken);
                    await EndAsync(head, cancellationToken);
                    return;
                }

                if (ResponseLength.Of(Unread) is > 0 and var whole)
                {
                    Keep(whole);
                    return;
                }
            }

            await FillAsync(cancellationToken);
        }

        /// <summary>What was read too far, and what was not for us.</summary>
        public void GiveBack()
        {
            wire.Return(Unread);
            wire.Return(_others.WrittenSpan);
        }

        public void Release(bool keepsLiteral)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            if (!keepsLiteral)
                Literal?.Dispose();
        }

        private async ValueTask ReadLiteralAsync(int length, CancellationToken cancellationToken)
        {
            Literal = new PooledStream(length);
            var array = Literal.Array;
            var there = Math.Min(length, _end - _start);
            Unread[..there].CopyTo(array);
            _start += there;
            link.Guard.LogServer(array, 0, there);
            while (there < length)
            {
                var count = await wire.ReadAsync(array.AsMemory(there, length - there), cancellationToken);
                if (count == 0)
                    throw Disconnected();
                link.Guard.LogServer(array, there, count);
                there += count;
            }
        }

        /// <summary>Behind the literal comes the end of the response; or more items, which make a response of their own for MailKit.</summary>
        private async ValueTask EndAsync(string head, CancellationToken cancellationToken)
        {
            while (Unread.IndexOf((byte)'\n') < 0)
                await FillAsync(cancellationToken);
            var line = Unread[..(Unread.IndexOf((byte)'\n') + 1)];
            if (asked.IsEnd(line))
            {
                Show(line.Length);
                return;
            }

            // For the guard, too: what it was shown ends here.
            var end = ")\r\n"u8.ToArray();
            link.Guard.LogServer(end, 0, end.Length);
            byte[] response = [.. Encoding.ASCII.GetBytes(head), .. Unread.TrimStart((byte)' ')];
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(response.Length);
            response.CopyTo(_buffer, 0);
            (_start, _end) = (0, response.Length);
        }

        private void Show(int length)
        {
            link.Guard.LogServer(_buffer, _start, length);
            _start += length;
        }

        private void Keep(int length)
        {
            var response = Unread[..length];
            if (_others.WrittenCount + length > MostAround)
                throw new ImapProtocolException("The server sent more than a megabyte that was not asked for.");
            _isFetchOtherwise |= response.IndexOf(" FETCH "u8) >= 0;
            _others.Write(response);
            _start += length;
        }

        private async ValueTask FillAsync(CancellationToken cancellationToken)
        {
            if (_end == _buffer.Length)
                MakeRoom();
            var count = await wire.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
            if (count == 0)
                throw Disconnected();
            _end += count;
        }

        private void MakeRoom()
        {
            var length = _end - _start;
            if (length > MostAround)
                throw new ImapProtocolException("The server sent a line of more than a megabyte.");
            var former = _buffer;
            if (length > former.Length / 2)
                _buffer = ArrayPool<byte>.Shared.Rent(former.Length * 2);
            former.AsSpan(_start, length).CopyTo(_buffer);
            if (_buffer != former)
                ArrayPool<byte>.Shared.Return(former);
            (_start, _end) = (0, length);
        }

        private static ImapProtocolException Disconnected() => new("The IMAP server has unexpectedly disconnected.");
    }
}
