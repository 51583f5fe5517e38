using ImapApi.Application.Errors;

namespace ImapApi.Api.Configuration;

/// <summary>The program's arguments: <c>--help</c>, <c>--config FILE</c>, and keys as <c>--section:key value</c> or <c>--section:key=value</c>.</summary>
internal sealed record CommandLine(bool HelpAsked, string? ConfigFile, ConfigurationLayer Layer)
{
    public const string Usage = """
        ImapApi: IMAP and SMTP accounts over REST.

        Usage: ImapApi.Api [--config FILE] [--SECTION:KEY VALUE]...

          --config FILE          a TOML file whose keys replace the defaults
          --SECTION:KEY VALUE    any key of config/default.toml, also written --SECTION:KEY=VALUE; a list is written a,b,c
          --help                 this text

        Examples:
          ImapApi.Api --api:port 3001 --dbs:path /var/lib/imapapi
          IMAPAPI_DBS__REDIS=redis://127.0.0.1:6379/8 ImapApi.Api

        Later layers win: config/default.toml, --config FILE, IMAPAPI_SECTION__KEY variables, arguments.
        """;

    public static CommandLine Parse(IReadOnlyList<string> arguments)
    {
        var help = false;
        string? configFile = null;
        var entries = new List<ConfigurationEntry>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "--help" or "-h")
            {
                help = true;
                continue;
            }

            var (name, value) = Split(arguments[i]);
            if (value is null && i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
                value = arguments[++i];
            if (value is null)
                throw new StartupException($"The argument {name} needs a value: {name} VALUE. See --help.");
            if (name == "--config")
                configFile = value;
            else
                entries.Add(new ConfigurationEntry(name[2..].Replace(':', '.'), name, value));
        }

        return new CommandLine(help, configFile, new ConfigurationLayer("the command line", IsTyped: false, entries));
    }

    private static (string Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
            throw new StartupException($"The argument '{argument}' is not understood. See --help.");
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }
}
