using System.Text;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// Sends many commands at once and reads their answers in turn, beside MailKit, which knows one command at a time: a search of fifty mailboxes is a hundred
/// small commands. Everything passes the guard as ever. MailKit must be between two commands, and believes afterwards what it believed before: whoever
/// selects mailboxes here has to have <see cref="ImapConnection.Leave"/> say so.
/// </summary>
internal sealed class Pipeline(ImapLink link, Stream wire)
{
    /// <summary>MailKit's tags begin with a capital.</summary>
    private const string TagPrefix = "p";

    private readonly byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;
    private long _commands;

    /// <summary>No piece of a line is in MailKit's hands.</summary>
    public bool IsClear => link.Guard.IsAtLineEnd;

    /// <param name="commands">Without tags and line ends, in ASCII, without literals; few enough that the server need not stop reading to be read.</param>
    /// <param name="exists">How many messages an answer may name.</param>
    /// <exception cref="ImapProtocolException">The server answers otherwise than in turn, or has gone: the connection is of no further use.</exception>
    public async Task<IReadOnlyList<PipelinedAnswer>> RunAsync(IReadOnlyList<string> commands, int exists, CancellationToken cancellationToken)
    {
        link.Guard.BeginCommand(exists);
        var first = _commands;
        _commands += commands.Count;
        var text = string.Concat(commands.Select((command, i) => $"{TagPrefix}{first + i} {command}\r\n"));
        var bytes = Encoding.ASCII.GetBytes(text);
        await wire.WriteAsync(bytes, cancellationToken);
        await wire.FlushAsync(cancellationToken);
        link.Guard.LogClient(bytes, 0, bytes.Length);

        var answers = new List<PipelinedAnswer>(commands.Count);
        var lines = new List<string>();
        while (answers.Count < commands.Count)
        {
            var line = await ReadLineAsync(cancellationToken);
            var tag = $"{TagPrefix}{first + answers.Count} ";
            if (line.StartsWith(tag, StringComparison.Ordinal))
            {
                answers.Add(new PipelinedAnswer(line.AsSpan(tag.Length).StartsWith("OK", StringComparison.OrdinalIgnoreCase), line[tag.Length..], lines));
                lines = [];
            }
            else if (line.StartsWith("* ", StringComparison.Ordinal) && !line.StartsWith("* BYE", StringComparison.OrdinalIgnoreCase))
            {
                lines.Add(line);
            }
            else
            {
                throw new ImapProtocolException($"The server answered out of turn: {line}");
            }
        }

        // What it says by itself after the last answer is read to the end of its line, so that MailKit goes on at the beginning of one.
        while (_start < _end)
            await ReadLineAsync(cancellationToken);
        return answers;
    }

    /// <summary>A line with the literals in it, in Latin-1, without its end.</summary>
    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        long literal = 0;
        while (true)
        {
            if (_start == _end)
                await FillAsync(cancellationToken);
            var next = (char)_buffer[_start++];
            if (literal > 0)
            {
                literal--;
                line.Append(next);
                continue;
            }

            if (next != '\n')
            {
                line.Append(next);
                continue;
            }

            if (line.Length > 0 && line[^1] == '\r')
                line.Length--;
            if (!TryReadLiteral(line, out literal))
                return line.ToString();
        }
    }

    private async Task FillAsync(CancellationToken cancellationToken)
    {
        var count = await wire.ReadAsync(_buffer, cancellationToken);
        if (count == 0)
            throw new ImapProtocolException("The server closed the connection.");
        link.Guard.LogServer(_buffer, 0, count);
        (_start, _end) = (0, count);
    }

    private static bool TryReadLiteral(StringBuilder line, out long length)
    {
        length = 0;
        if (line.Length == 0 || line[^1] != '}')
            return false;
        var text = line.ToString();
        var open = text.LastIndexOf('{');
        return open >= 0 && long.TryParse(text.AsSpan(open + 1, text.Length - open - 2), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out length) && length > 0;
    }
}
