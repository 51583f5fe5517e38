using ImapApi.Application.Errors;

namespace ImapApi.Api.Configuration;

/// <summary>
/// The program's arguments: <c>--help</c>, <c>--config FILE</c>, keys as <c>--section:key value</c> or <c>--section:key=value</c>, and before them the words of
/// a tool with its options (<c>token create --scopes api</c>).
/// </summary>
/// <param name="Tool">The words; empty: the server is meant.</param>
/// <param name="ToolOptions">The tool's own options, without their dashes.</param>
internal sealed record CommandLine(
    bool HelpAsked, string? ConfigFile, ConfigurationLayer Layer, IReadOnlyList<string> Tool, IReadOnlyDictionary<string, string> ToolOptions)
{
    public const string Usage = """
        ImapApi: IMAP and SMTP accounts over REST.

        Usage: ImapApi.Api [--config FILE] [--SECTION:KEY VALUE]...           the server
               ImapApi.Api TOOL [OPTIONS] [--config FILE] [--SECTION:KEY VALUE]...

        Tools, which work also beside a running server (with the same configuration):
          token create --scopes api,metrics,admin [--account ID] [--description TEXT] [--expires 2027-01-31T00:00:00Z]
                                 makes an access token and prints its secret, this once
          token list             access tokens: id, scopes, account, expiry, description
          token revoke ID        ends an access token
          account list           registered accounts: id, IMAP host and user, name
          key rotate             encrypts every stored secret with a new key: the data directory's own, or the one that was put
                                 before the old one in security.key or in the file of security.keyFile
          config check           says whether the configuration can be used

        Options:
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
        var tool = arguments.TakeWhile(argument => !argument.StartsWith('-')).ToList();
        var toolOptions = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = tool.Count; i < arguments.Count; i++)
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
            else if (tool.Count > 0 && !name.Contains(':', StringComparison.Ordinal))
                toolOptions[name[2..]] = value;
            else
                entries.Add(new ConfigurationEntry(name[2..].Replace(':', '.'), name, value));
        }

        return new CommandLine(help, configFile, new ConfigurationLayer("the command line", IsTyped: false, entries), tool, toolOptions);
    }

    private static (string Name, string? Value) Split(string argument)
    {
        if (!argument.StartsWith("--", StringComparison.Ordinal) || argument.Length == 2)
            throw new StartupException($"The argument '{argument}' is not understood. See --help.");
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (argument, null) : (argument[..equals], argument[(equals + 1)..]);
    }
}
