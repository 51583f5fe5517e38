namespace ImapApi.TestKit.Smtp;

/// <summary>The answer to one command.</summary>
internal sealed class SmtpReply(SmtpSession session, Func<Task<string>> standard)
{
    public SmtpSession Session => session;

    /// <summary>Ends with the connection or the sink.</summary>
    public CancellationToken Closing => session.Closing;

    /// <summary>Lets the command take effect and answers as the sink would have.</summary>
    public async Task StandardAsync() => await LineAsync(await ApplyAsync());

    /// <summary>Lets the command take effect without a word; returns what the sink would have answered.</summary>
    public Task<string> ApplyAsync() => standard();

    /// <summary>A line (its end is added) or several, and nothing else: the command has no effect.</summary>
    public Task LineAsync(string line) => session.WriteAsync(line + "\r\n");

    /// <summary>As it stands.</summary>
    public Task RawAsync(string text) => session.WriteAsync(text);

    /// <summary>Closes this connection.</summary>
    public void Drop() => session.Drop();
}
