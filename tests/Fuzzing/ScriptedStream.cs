using System.Text;

namespace ImapApi.Fuzzing;

/// <summary>
/// A connection to an IMAP server that is nothing but a list of answers, in memory: it knows the log-in (PREAUTH) and one mailbox, and answers the question it
/// is made for with whatever it is given. Behind that it has hung up.
/// </summary>
/// <param name="question">The command that is answered so: <c>FETCH</c>.</param>
internal sealed class ScriptedStream(string question, byte[] answer) : Stream
{
    private readonly MemoryStream _answers = new([.. "* PREAUTH [CAPABILITY IMAP4rev1 THREAD=REFERENCES] hello\r\n"u8]);
    private readonly StringBuilder _asked = new();
    private readonly Queue<byte[]> _pending = new();
    private Stream _current = Null;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        for (var source = _answers.Position < _answers.Length ? _answers : _current; ; source = _current = new MemoryStream(_pending.Dequeue()))
        {
            if (source.Read(buffer, offset, count) is > 0 and var read)
                return read;
            if (_pending.Count == 0)
                return 0;
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        _asked.Append(Encoding.ASCII.GetString(buffer, offset, count));
        for (var text = _asked.ToString(); text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end; text = _asked.ToString())
        {
            _asked.Remove(0, end + 1);
            Answer(text[..end].Split(' ', 3, StringSplitOptions.TrimEntries));
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Answer(string[] command)
    {
        if (command is not [var tag, var verb, ..])
            return;
        if (verb == "UID" && command is [_, _, var rest])
            verb = rest.Split(' ')[0];
        Say(verb switch
        {
            _ when verb == question => answer,
            "LIST" => "* LIST () \"/\" INBOX\r\n"u8.ToArray(),
            "EXAMINE" => "* FLAGS (\\Seen)\r\n* 3 EXISTS\r\n* OK [UIDVALIDITY 1] valid\r\n* OK [UIDNEXT 9] next\r\n"u8.ToArray(),
            _ => [],
        });
        Say(Encoding.ASCII.GetBytes(verb == "EXAMINE" ? $"{tag} OK [READ-ONLY] done\r\n" : $"{tag} OK done\r\n"));
    }

    private void Say(byte[] bytes)
    {
        if (bytes.Length > 0)
            _pending.Enqueue(bytes);
    }
}
