using ImapApi.Api.Configuration;
using ImapApi.Application.Errors;

namespace ImapApi.Api.Tools;

/// <summary>A tool's options.</summary>
internal sealed class ToolLine(CommandLine arguments)
{
    /// <exception cref="StartupException">Another option than these was given.</exception>
    public void Allow(params string[] names)
    {
        if (arguments.ToolOptions.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw new StartupException($"--{unknown} is not an option of '{string.Join(' ', arguments.Tool)}'. See --help.");
    }

    public string? Find(string name) => arguments.ToolOptions.GetValueOrDefault(name);

    public string Require(string name) => Find(name) ?? throw new StartupException($"'{string.Join(' ', arguments.Tool)}' needs --{name}. See --help.");
}
