using ImapApi.TestKit.Smtp;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A message of an account of its own, whose submission server keeps the first program that comes to the moment waiting.</summary>
internal sealed class CaughtMessage(SendingAccount account, CaughtMoment moment, bool isQueued) : IAsyncDisposable
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<ApiAnswer?> _submitting = Task.FromResult<ApiAnswer?>(null);
    private string _queueId = "";

    public CaughtMoment Moment => moment;

    public bool IsQueued => isQueued;

    public SmtpSink Sink => account.Sink;

    /// <summary>Submits it, and returns when it is held.</summary>
    public async Task CatchAsync()
    {
        Sink.On(moment == CaughtMoment.Before ? SmtpStage.Data : SmtpStage.Content, HoldFirstAsync);
        _submitting = SubmitAsync();
        await _reached.Task.WaitAsync(TimeSpan.FromMinutes(1));
        _queueId = (await account.OutboxAsync()).ShouldHaveSingleItem().Text("queueId");
    }

    /// <summary>It waits for its time.</summary>
    public async Task ScheduleAsync(DateTimeOffset time)
    {
        var sendAt = time.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        await account.SubmitAsync(new { from = new { address = "alice@example.com" }, to = new[] { new { address = "bob@example.com" } }, subject = "Caught", text = "x", sendAt });
        _queueId = (await account.OutboxAsync()).ShouldHaveSingleItem().Text("queueId");
    }

    /// <summary>What the program says that submitted it.</summary>
    public async Task<ApiAnswer> AnswerAsync() => (await _submitting).ShouldNotBeNull();

    /// <summary>The server goes on.</summary>
    public void Release() => _released.TrySetResult();

    /// <summary>As another program tells it.</summary>
    public Task ShouldBecomeAsync(ApiProcess api, string state) => (account with { Api = api.Client }).UntilAsync(_queueId, state);

    public async Task ShouldSendTheNextAsync(ApiProcess api)
    {
        var before = Sink.Messages.Count;
        (await (account with { Api = api.Client }).SubmitAsync(SendingAccount.Message("Next"))).Ok();
        Sink.Messages.Count.ShouldBe(before + 1, ToString());
        Sink.Messages[^1].Parse().Subject.ShouldBe("Next");
    }

    public override string ToString() => $"{moment}, {(isQueued ? "queued" : "direct")}";

    public async ValueTask DisposeAsync()
    {
        Release();
        await _submitting;
        await Sink.DisposeAsync();
    }

    private async Task HoldFirstAsync(SmtpCommand command, SmtpReply reply)
    {
        if (!_reached.TrySetResult())
        {
            await reply.StandardAsync();
            return;
        }

        if (moment == CaughtMoment.After)
            await reply.ApplyAsync();
        await _released.Task.WaitAsync(reply.Closing);
        if (moment == CaughtMoment.After)
            reply.Drop();
        else
            await reply.StandardAsync();
    }

    private async Task<ApiAnswer?> SubmitAsync()
    {
        try
        {
            return await account.SubmitAsync(new { from = new { address = "alice@example.com" }, to = new[] { new { address = "bob@example.com" } }, subject = "Caught", text = "x", queue = isQueued });
        }
        catch (HttpRequestException)
        {
            // Its program was killed.
            return null;
        }
    }
}
