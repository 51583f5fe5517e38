using ImapApi.Application.Errors;
using StackExchange.Redis;

namespace ImapApi.Infrastructure.Storage.Redis;

/// <summary>How <c>dbs.redis</c> is read.</summary>
internal static class RedisAddress
{
    private const int DefaultPort = 6379;
    private const int LongestWaitMilliseconds = 3000;

    /// <exception cref="StartupException">It is no Redis address.</exception>
    public static ConfigurationOptions Parse(string text)
    {
        ConfigurationOptions options;
        try
        {
            options = text.Contains("://", StringComparison.Ordinal) ? FromUrl(new Uri(text)) : ConfigurationOptions.Parse(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw Refused(exception);
        }

        if (options.EndPoints.Count == 0)
            throw Refused(exception: null);

        // A caller has ten seconds, and may have to wait for another one's turn: two waits for a store that hangs have to fit.
        options.AsyncTimeout = Math.Min(options.AsyncTimeout, LongestWaitMilliseconds);
        // Away is answered at once, and the connection comes back by itself.
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ReconnectRetryPolicy = new LinearRetry(500);
        options.AllowAdmin = true; // The client counts INFO among the administrator's commands.
        options.ClientName ??= "imapapi";
        return options;
    }

    private static ConfigurationOptions FromUrl(Uri url)
    {
        if (url.Scheme is not ("redis" or "rediss") || url.Host.Length == 0)
            throw new FormatException("The scheme is neither redis nor rediss, or there is no host.");
        var database = url.AbsolutePath.Trim('/');
        var options = new ConfigurationOptions
        {
            Ssl = url.Scheme == "rediss",
            DefaultDatabase = database.Length == 0 ? 0 : int.Parse(database),
            EndPoints = { { url.IdnHost.Trim('[', ']'), url.Port > 0 ? url.Port : DefaultPort } },
        };
        if (url.UserInfo.Length > 0)
        {
            var parts = url.UserInfo.Split(':', 2);
            options.User = parts[0].Length == 0 || parts.Length == 1 ? null : Uri.UnescapeDataString(parts[0]);
            options.Password = Uri.UnescapeDataString(parts[^1]);
        }

        return options;
    }

    // The text itself may hold a password, so it is not shown.
    private static StartupException Refused(Exception? exception) =>
        new("dbs.redis is not a Redis address; write it like redis://user:password@host:6379/0, or leave it empty for the embedded database.", exception);
}
