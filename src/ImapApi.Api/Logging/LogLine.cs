using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace ImapApi.Api.Logging;

/// <summary>One event as a person reads it: time, level, message, and of the scope what identifies the account and the request.</summary>
internal sealed class LogLine : ITextFormatter
{
    // "lj": strings as they are, without quotes.
    private readonly MessageTemplateTextFormatter _message = new("{Message:lj}", CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        output.Write(logEvent.Timestamp.ToString("yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture));
        output.Write(logEvent.Level switch
        {
            LogEventLevel.Fatal => " fatal ",
            LogEventLevel.Error => " error ",
            LogEventLevel.Warning => " warn  ",
            LogEventLevel.Information => " info  ",
            _ => " debug ",
        });
        // A message may hold what a server or a caller sent: it must not look like a second event.
        using var message = new StringWriter(CultureInfo.InvariantCulture);
        _message.Format(logEvent, message);
        output.Write(message.ToString().ReplaceLineEndings(" "));
        if (logEvent.Properties.TryGetValue("account", out var account) && account is ScalarValue { Value: { } id })
            output.Write($" account={id}");
        if (logEvent.TraceId is { } trace)
            output.Write($" trace={trace}");
        output.WriteLine();
        if (logEvent.Exception is not null)
            output.WriteLine(logEvent.Exception);
    }
}
