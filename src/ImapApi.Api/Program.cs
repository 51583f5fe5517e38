using ImapApi.Api.Configuration;
using ImapApi.Api.Hosting;
using ImapApi.Api.Tools;
using ImapApi.Application;
using ImapApi.Infrastructure;

namespace ImapApi.Api;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
#pragma warning disable RS0030 // The one place that may: what is said before there is a log, and why there will be none.
        var (output, error) = (Console.Out, Console.Error);
#pragma warning restore RS0030
        ServerConfiguration? configuration = null;
        try
        {
            var arguments = CommandLine.Parse(args);
            if (arguments.HelpAsked)
            {
                await output.WriteLineAsync(CommandLine.Usage);
                return 0;
            }

            configuration = ServerConfiguration.Load(arguments, Environment.GetEnvironmentVariables(), AppContext.BaseDirectory);
            if (arguments.Tool.Count > 0)
            {
                await Tool.RunAsync(arguments, Build(configuration, logLevel: "error"), output);
                return 0;
            }

            await using var app = Build(configuration);
            await RunAsync(app);
            return 0;
        }
        catch (Exception exception) when (StartFailure.Describe(exception, configuration) is { } line)
        {
            await error.WriteLineAsync(line);
            return 1;
        }
    }

    private static async Task RunAsync(WebApplication app)
    {
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Not everything had ended when its time was over. That loses no more than a kill does: nothing that was answered.
        }
    }

    /// <param name="logLevel">Null: as configured. What a tool prints is for programs to read.</param>
    private static WebApplication Build(ServerConfiguration configuration, string? logLevel = null)
    {
        var builder = ServerHost.CreateBuilder(configuration);
        if (logLevel is not null)
            builder.Configuration["log:level"] = logLevel;
        builder.Services.AddApplication();
        builder.Services.AddInfrastructure(builder.Configuration);
        builder.Services.AddApi();
        var app = builder.Build();
        app.MapApi();
        return app;
    }
}
