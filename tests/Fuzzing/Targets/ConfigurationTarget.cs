using System.Collections;
using ImapApi.Api.Configuration;
using ImapApi.Application.Errors;

namespace ImapApi.Fuzzing.Targets;

/// <summary>The configuration's file, variables and arguments: a mistake in them is told in a line, whatever it is.</summary>
internal sealed class ConfigurationTarget : IFuzzTarget
{
    private const int MostLetters = 10_000;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"imapapi-fuzz-{Environment.ProcessId}.toml");

    public string Name => "toml";

    public IReadOnlyList<string> Samples =>
    [
        "[api]\nport = 3001\nallowedHosts = [\"a.example\", \"b.example\"]\n", "api.port = 3001\n[imap.connect]\nglobalConcurrent = 5 # some\n", "[[api]]\n[log]\nlevel = '''debug'''\n", "[api]\nhost = \"::1\"\n\n[dbs]\npath = 'C:\\data'\n",
        "\u001F--api:port=3001\n--api:host\n::1\n--config=x", "\u001Etoken\ncreate\n--scopes\napi", "\u001DIMAPAPI_API__PORT=3001\nIMAPAPI_LOG__LEVEL=debug", "a = {b = [{c = 1}], d = 1979-05-27T07:32:00Z}\n",
    ];

    public IReadOnlyList<string> Words =>
    [
        "[api]", "[", "]", "[[", "{", "}", "=", ".", "\"", "'", "\"\"\"", "'''", "\\u0000", "\\uD800", "\\U0010FFFF", "\n", "\r", "#", "port", "api.", "host", "imap.connect.", "allowedHosts", "true", "inf", "nan", "0x", "1e999", "1979-05-27", "07:32:00",
        "--api:port", "--", "--config", "IMAPAPI_", "__", "\u001F", "\u001E", "\u001D", ",", "9223372036854775808", "\u0085", "a.", "{a=", "[0,",
    ];

    public void Check(byte[] input)
    {
        var text = FuzzText.Of(input);
        var lines = text.Length == 0 ? [] : text[1..].Split('\n');
        try
        {
            var configuration = text switch
            {
                ['\u001F' or '\u001E', ..] => ServerConfiguration.Load(WithoutFile(lines), new Hashtable(), AppContext.BaseDirectory),
                ['\u001D', ..] => ServerConfiguration.Load(CommandLine.Parse([]), Variables(lines), AppContext.BaseDirectory),
                _ => ServerConfiguration.Load(CommandLine.Parse(["--config", Write(input)]), new Hashtable(), AppContext.BaseDirectory),
            };
            foreach (var (key, value) in configuration.Values)
                Finding.Unless(key.Length > 0 && value is not null, "a key has a value");
        }
        catch (StartupException exception)
        {
            Finding.Unless(exception.Message.Length is > 0 and < MostLetters && !exception.Message.AsSpan().ContainsAny('\r', '\n'), $"a mistake is told in a line: {exception.Message}");
        }
        finally
        {
            File.Delete(_file);
        }
    }

    private static CommandLine WithoutFile(string[] lines) => CommandLine.Parse(lines) with { ConfigFile = null };

    private static Hashtable Variables(string[] lines)
    {
        var variables = new Hashtable();
        foreach (var line in lines)
        {
            if (line.Split('=', 2) is [var name, var value])
                variables[name] = value;
        }

        return variables;
    }

    private string Write(byte[] input)
    {
        File.WriteAllBytes(_file, input);
        return _file;
    }
}
