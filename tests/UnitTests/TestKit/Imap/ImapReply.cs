using System.Text;

namespace ImapApi.TestKit.Imap;

/// <summary>The answer to one command, written piece by piece.</summary>
internal sealed class ImapReply(ImapSession session, ImapCommand command, Func<Task> standard)
{
    public ImapSession Session => session;

    /// <summary>Ends with the connection or the server.</summary>
    public CancellationToken Closing => session.Closing;

    /// <summary>A line as it stands, tagged or not; its end is added.</summary>
    public Task LineAsync(string line) => session.WriteAsync(line + "\r\n");

    /// <summary>Bytes as they stand, in UTF-8.</summary>
    public Task RawAsync(string text) => session.WriteAsync(text);

    public Task RawAsync(ReadOnlyMemory<byte> bytes) => session.WriteAsync(bytes);

    public Task OkAsync(string text = "Done.") => LineAsync($"{command.Tag} OK {text}");

    public Task NoAsync(string text) => LineAsync($"{command.Tag} NO {text}");

    public Task BadAsync(string text) => LineAsync($"{command.Tag} BAD {text}");

    /// <summary>What the server would have answered without the override.</summary>
    public Task StandardAsync() => standard();

    /// <summary>Closes this connection.</summary>
    public void Drop() => session.Drop();

    /// <summary>A literal in the form of the wire.</summary>
    public static string Literal(string text) => $"{{{Encoding.UTF8.GetByteCount(text)}}}\r\n{text}";
}
