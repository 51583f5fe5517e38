using ImapApi.Api.Configuration;
using ImapApi.Application.Errors;
using Microsoft.Extensions.Options;
using Serilog;
using Serilog.Events;
using Serilog.Filters;
using Serilog.Formatting.Compact;

namespace ImapApi.Api.Logging;

internal static class LoggingServices
{
    private static readonly Func<LogEvent, bool> FromHost = Matching.FromSource("Microsoft.Extensions.Hosting");

    public static IServiceCollection AddConsoleLog(this IServiceCollection services)
    {
        services.AddOptions<LogOptions>().BindConfiguration(LogOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSerilog((provider, logger) => Configure(logger, provider.GetRequiredService<IOptions<LogOptions>>().Value), preserveStaticLogger: true);
    }

    private static void Configure(LoggerConfiguration logger, LogOptions options)
    {
        logger.MinimumLevel.Is(LevelOf(options.Level));
        // The frameworks' own news is ours to tell: a line per request, per silo event or per address is noise to an operator.
        if (options.Level != "debug")
        {
            foreach (var source in new[] { "Microsoft", "Orleans", "Polly", "System", "ImapApi.Infrastructure.Cluster.NodeService" })
                logger.MinimumLevel.Override(source, LogEventLevel.Warning);
        }

        // At every start the one recommends the server's garbage collector, which is not what many small idle accounts need, and the other finds that
        // its first check took as long as the machine is up. The rest tells with stack traces what the cluster's own log tells in a line: that a node is gone.
        foreach (var source in new[] { "Orleans.Runtime.Silo", "Orleans.Runtime.Watchdog", "Orleans.Networking", "Orleans.Runtime.MembershipService", "Orleans.Runtime.Messaging", "Orleans.Runtime.GrainDirectory" })
            logger.MinimumLevel.Override(source, LogEventLevel.Error);
        // Another node that is not reached is looked for anew; what comes of that is told where it is known.
        logger.MinimumLevel.Override("Yarp", LogEventLevel.Fatal);
        logger.Enrich.FromLogContext();
        // Such a start ends with one line on standard error; the host would add the stack.
        logger.Filter.ByExcluding(logged => logged.Exception is StartupException or OptionsValidationException
            || (FromHost(logged) && logged.Exception is { } failure && StartFailure.Describe(failure, configuration: null) is not null));
        if (options.Format == "json")
            logger.WriteTo.Console(new CompactJsonFormatter());
        else
            logger.WriteTo.Console(new LogLine());
    }

    private static LogEventLevel LevelOf(string level) => level switch
    {
        "debug" => LogEventLevel.Debug,
        "warning" => LogEventLevel.Warning,
        "error" => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
