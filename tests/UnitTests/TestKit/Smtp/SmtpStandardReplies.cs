using System.Globalization;
using ImapApi.TestKit.Imap;

namespace ImapApi.TestKit.Smtp;

/// <summary>What a sink does and answers unless a test says otherwise (RFC 5321, 6409).</summary>
internal static class SmtpStandardReplies
{
    public static async Task<string> ApplyAsync(SmtpSink sink, SmtpSession session, SmtpCommand command) => command.Stage switch
    {
        SmtpStage.Greeting => $"220 {sink.Options.Domain} ESMTP",
        SmtpStage.Ehlo => Ehlo(sink, session, command),
        SmtpStage.StartTls => StartTls(sink, session),
        SmtpStage.Auth => await AuthAsync(sink, session),
        SmtpStage.Mail => Mail(sink, session, command),
        SmtpStage.Rcpt => Rcpt(sink, session, command),
        SmtpStage.Data => Data(session),
        SmtpStage.Bdat => session.State.Recipients.Count == 0 ? "503 5.5.1 No recipients" : "250 2.0.0 Chunk taken",
        SmtpStage.Content => Content(sink, session),
        SmtpStage.Rset => Rset(session),
        SmtpStage.Noop => "250 2.0.0 Fine",
        SmtpStage.Quit => "221 2.0.0 Bye",
        _ => "500 5.5.1 Not known here",
    };

    private static string Ehlo(SmtpSink sink, SmtpSession session, SmtpCommand command)
    {
        session.State.Reset();
        session.State.IsGreeted = true;
        if (command.Line.StartsWith("HELO", StringComparison.OrdinalIgnoreCase))
            return $"250 {sink.Options.Domain}";
        string[] lines = [sink.Options.Domain, .. Keywords(sink.Options, session.IsSecure)];
        return string.Join("\r\n", lines.Select((line, index) => $"250{(index < lines.Length - 1 ? '-' : ' ')}{line}"));
    }

    private static IEnumerable<string> Keywords(SmtpSinkOptions options, bool secure)
    {
        foreach (var extension in options.Extensions)
            yield return extension;
        if (options.MaxSize > 0)
            yield return $"SIZE {options.MaxSize}";
        var before = options.Security == WireSecurity.StartTls && !secure;
        if (before)
            yield return "STARTTLS";
        if (options.Mechanisms.Count > 0 && !before)
            yield return "AUTH " + string.Join(' ', options.Mechanisms);
    }

    private static string StartTls(SmtpSink sink, SmtpSession session)
    {
        if (sink.Options.Security != WireSecurity.StartTls || session.IsSecure)
            return "502 5.5.1 Not offered";
        session.State.IsTlsDue = true;
        return "220 2.0.0 Go ahead";
    }

    private static async Task<string> AuthAsync(SmtpSink sink, SmtpSession session)
    {
        if (session.Offered is not { } login)
            return "504 5.5.4 That mechanism is not offered, or the response is malformed";
        if (sink.Options.Admits(login))
        {
            session.State.Login = login;
            return "235 2.7.0 Welcome";
        }

        await SmtpLoginExchange.ExplainRefusalAsync(session, login);
        return "535 5.7.8 Authentication credentials invalid";
    }

    private static string Mail(SmtpSink sink, SmtpSession session, SmtpCommand command)
    {
        if (!session.State.IsGreeted)
            return "503 5.5.1 EHLO first";
        if (session.State.Login is null && sink.Options is { RequiresLogin: true, Mechanisms.Count: > 0 })
            return "530 5.7.0 Authentication required";
        if (session.State.Sender is not null)
            return "503 5.5.1 One sender is enough";
        if (Unsupported(sink.Options, command) is { } unsupported)
            return unsupported;
        if (sink.Options.MaxSize > 0 && DeclaredSize(command) > sink.Options.MaxSize)
            return TooBig;
        session.State.Reset();
        session.State.Sender = command;
        return "250 2.1.0 Sender taken";
    }

    private static string Rcpt(SmtpSink sink, SmtpSession session, SmtpCommand command)
    {
        if (session.State.Sender is null)
            return "503 5.5.1 MAIL first";
        if (Unsupported(sink.Options, command) is { } unsupported)
            return unsupported;
        session.State.Recipients.Add(new SmtpRecipient(command.Path, command.Parameters));
        return "250 2.1.5 Recipient taken";
    }

    private static string Data(SmtpSession session)
    {
        if (session.State.Recipients.Count == 0)
            return "503 5.5.1 No recipients";
        session.State.IsContentDue = true;
        return "354 Send it, a dot alone ends it";
    }

    private static string Content(SmtpSink sink, SmtpSession session)
    {
        var state = session.State;
        if (state.Sender is not { } sender || state.Recipients.Count == 0)
            return "503 5.5.1 No recipients";
        var content = state.Content.ToArray();
        if (sink.Options.MaxSize > 0 && content.Length > sink.Options.MaxSize)
        {
            state.Reset();
            return TooBig;
        }

        var queueId = sink.Take(new SmtpMessage(session.Number, state.Login, sender.Path, sender.Parameters, [.. state.Recipients], content));
        state.Reset();
        return $"250 2.0.0 Queued as {queueId}";
    }

    private static string Rset(SmtpSession session)
    {
        session.State.Reset();
        return "250 2.0.0 Forgotten";
    }

    private const string TooBig = "552 5.3.4 Message too big";

    private static long DeclaredSize(SmtpCommand command) =>
        command.Parameters.FirstOrDefault(parameter => parameter.StartsWith("SIZE=", StringComparison.OrdinalIgnoreCase)) is { } size
            ? long.Parse(size["SIZE=".Length..], NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;

    private static string? Unsupported(SmtpSinkOptions options, SmtpCommand command)
    {
        foreach (var parameter in command.Parameters)
        {
            var needed = parameter.Split('=')[0].ToUpperInvariant() switch
            {
                "BODY" => parameter.EndsWith("BINARYMIME", StringComparison.OrdinalIgnoreCase) ? "BINARYMIME" : "8BITMIME",
                "SMTPUTF8" => "SMTPUTF8",
                "RET" or "ENVID" or "NOTIFY" or "ORCPT" => "DSN",
                "SIZE" when options.MaxSize > 0 => null,
                "AUTH" when options.Mechanisms.Count > 0 => null,
                var other => other,
            };
            if (needed is not null && !options.Extensions.Contains(needed))
                return $"555 5.5.4 {parameter} is not supported";
        }

        return command.Path.Any(character => character > 127) && !options.Extensions.Contains("SMTPUTF8") ? "553 5.6.7 Only ASCII addresses here" : null;
    }
}
