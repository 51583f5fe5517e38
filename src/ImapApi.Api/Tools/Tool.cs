using ImapApi.Api.Configuration;
using ImapApi.Application.Errors;
using ImapApi.Application.Tools;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ImapApi.Api.Tools;

/// <summary>
/// The command-line tools. They are the same program with the same configuration and use cases, only that nothing is served: the application is built,
/// never started.
/// </summary>
internal static class Tool
{
    /// <exception cref="StartupException">One line that says what is wrong with the arguments, the configuration or the store.</exception>
    public static async Task RunAsync(CommandLine arguments, WebApplication app, TextWriter output)
    {
        await using (app)
        {
            app.Services.GetService<IStartupValidator>()?.Validate();
            var line = new ToolLine(arguments);
            switch (arguments.Tool)
            {
                case ["config", "check"]:
                    line.Allow();
                    // Where to listen is found out when the server is made up.
                    _ = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;
                    await output.WriteLineAsync("The configuration can be used.");
                    return;
                case ["token", "create"]:
                    await RunAsync(app, () => TokenTool.CreateAsync(app.Services, line, output));
                    return;
                case ["token", "list"]:
                    line.Allow();
                    await RunAsync(app, () => TokenTool.ListAsync(app.Services, output));
                    return;
                case ["token", "revoke", var id]:
                    line.Allow();
                    await RunAsync(app, () => TokenTool.RevokeAsync(app.Services, id, output));
                    return;
                case ["key", "rotate"]:
                    line.Allow();
                    await RunAsync(app, () => KeyTool.RotateAsync(app.Services, output));
                    return;
                case ["account", "list"]:
                    line.Allow();
                    await RunAsync(app, () => AccountTool.ListAsync(app.Services, output));
                    return;
                default:
                    throw new StartupException($"'{string.Join(' ', arguments.Tool)}' is no tool of this program. See --help.");
            }
        }
    }

    private static async Task RunAsync(WebApplication app, Func<Task> tool)
    {
        try
        {
            await app.Services.GetRequiredService<IStoreForTools>().OpenBesideAsync(CancellationToken.None);
            await tool();
        }
        catch (ValidationFailedException exception)
        {
            throw new StartupException(string.Join(" ", exception.Fields.Select(field => $"--{field.Key} {field.Message}")), exception);
        }
        catch (ImapApiException exception)
        {
            throw new StartupException(exception.Message, exception);
        }
    }
}
