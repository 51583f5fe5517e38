using System.Security.Cryptography;
using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A program that owns accounts in a Redis, and what another needs to take them over.</summary>
internal sealed class OwnersBench(SharedServers servers, ApiProcess former, string[] arguments) : IAsyncDisposable
{
    private readonly List<CaughtMessage> _messages = [];

    public ApiProcess Former => former;

    public static async Task<OwnersBench> StartAsync(SharedServers servers)
    {
        // Both have to read the secrets of the accounts.
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        string[] arguments = ["--dbs:redis", await servers.NewDatabaseAsync(), "--security:key", key, "--smtp:keepSeconds", "0"];
        return new OwnersBench(servers, await ApiProcess.StartAsync(arguments), arguments);
    }

    /// <summary>Another program on the same store. It takes every account that it finds there.</summary>
    public Task<ApiProcess> StartOwnerAsync() => ApiProcess.StartAsync(arguments);

    public async Task<CaughtMessage> CatchAsync(CaughtMoment moment, bool isQueued)
    {
        var message = await NewAsync(moment, isQueued);
        await message.CatchAsync();
        return message;
    }

    public async Task<CaughtMessage> ScheduleAsync(TimeSpan later)
    {
        var message = await NewAsync(CaughtMoment.Before, isQueued: true);
        await message.ScheduleAsync(TimeProvider.System.GetUtcNow() + later);
        return message;
    }

    /// <summary>Queues a message of a new account.</summary>
    public async Task ShouldStillServeAsync()
    {
        var message = await NewAsync(CaughtMoment.Before, isQueued: true);
        await message.ScheduleAsync(TimeProvider.System.GetUtcNow());
        await message.ShouldBecomeAsync(former, "sent");
    }

    public async ValueTask DisposeAsync()
    {
        await former.DisposeAsync();
        foreach (var message in _messages)
            await message.DisposeAsync();
    }

    private async Task<CaughtMessage> NewAsync(CaughtMoment moment, bool isQueued)
    {
        var message = new CaughtMessage(await SendingAccount.RegisterAsync(former.Client, SmtpSink.Start(), servers.NewUser()), moment, isQueued);
        _messages.Add(message);
        return message;
    }
}
