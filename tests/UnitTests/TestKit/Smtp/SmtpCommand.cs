namespace ImapApi.TestKit.Smtp;

/// <param name="Connection">The number of the connection, from 1.</param>
/// <param name="Line">As it came, without its end; empty for <see cref="SmtpStage.Greeting"/>, <c>.</c> for the final dot.</param>
internal sealed record SmtpCommand(int Connection, SmtpStage Stage, string Line)
{
    /// <summary>The words after the verb.</summary>
    public IReadOnlyList<string> Arguments => [.. Line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1)];

    /// <summary>The address of MAIL or RCPT, without its brackets.</summary>
    public string Path => Split().Path;

    /// <summary>What follows the address.</summary>
    public IReadOnlyList<string> Parameters => Split().Following.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public override string ToString() => $"{Connection}> {(Line.Length > 0 ? Line : Stage.ToString())}";

    public static SmtpCommand Parse(int connection, string line) => new(connection, StageOf(line), line);

    private static SmtpStage StageOf(string line) => line.Split(' ', 2)[0].ToUpperInvariant() switch
    {
        "EHLO" or "HELO" => SmtpStage.Ehlo,
        "STARTTLS" => SmtpStage.StartTls,
        "AUTH" => SmtpStage.Auth,
        "MAIL" => SmtpStage.Mail,
        "RCPT" => SmtpStage.Rcpt,
        "DATA" => SmtpStage.Data,
        "BDAT" => line.TrimEnd().EndsWith(" LAST", StringComparison.OrdinalIgnoreCase) ? SmtpStage.Content : SmtpStage.Bdat,
        "RSET" => SmtpStage.Rset,
        "NOOP" => SmtpStage.Noop,
        "QUIT" => SmtpStage.Quit,
        _ => SmtpStage.Unknown,
    };

    private (string Path, string Following) Split()
    {
        var open = Line.IndexOf('<');
        if (open < 0)
            return ("", "");
        var quoted = false;
        for (var at = open + 1; at < Line.Length; at++)
        {
            if (Line[at] == '\\' && quoted)
                at++;
            else if (Line[at] == '"')
                quoted = !quoted;
            else if (Line[at] == '>' && !quoted)
                return (Line[(open + 1)..at], Line[(at + 1)..]);
        }

        return (Line[(open + 1)..], "");
    }
}
