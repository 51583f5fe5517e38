using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Smtp;
using ImapApi.TestKit.Smtp;
using ImapApi.UnitTests.Infrastructure.Submissions;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Smtp;

/// <summary>How many connections there are, and how long they live.</summary>
public sealed class SmtpPoolTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task More_messages_than_one_host_takes_at_a_time_wait_and_all_arrive()
    {
        const int most = 3;
        await using var bench = new SubmissionBench(options: new SmtpOptions { HostConnections = most });
        var gate = bench.Sink.Hold(SmtpStage.Mail);

        var sending = Enumerable.Range(0, 12).Select(i => bench.SubmitAsync(SubmissionBench.Hello with { Subject = $"No. {i}" })).ToList();
        await gate.WaitUntilReachedAsync(most);

        bench.Sink.ConnectionCount.ShouldBe(most);
        gate.Release();
        await Task.WhenAll(sending);
        bench.Sink.Messages.Select(message => message.Parse().Subject).ShouldBe(Enumerable.Range(0, 12).Select(i => $"No. {i}"), ignoreOrder: true);
        // Those that waited found the connections of the first ones.
        bench.Sink.ConnectionCount.ShouldBe(most);
    }

    [Fact]
    public async Task A_connection_is_kept_for_a_few_seconds_after_each_message_and_closed_then()
    {
        await using var bench = new SubmissionBench(time: _time);
        await bench.SubmitAsync(SubmissionBench.Hello);
        _time.Advance(TimeSpan.FromSeconds(4));
        await bench.SubmitAsync(SubmissionBench.Hello);
        _time.Advance(TimeSpan.FromSeconds(4));
        await bench.SubmitAsync(SubmissionBench.Hello);
        (bench.Sink.ConnectionCount, bench.Sink.OpenConnections).ShouldBe((1, 1));

        _time.Advance(TimeSpan.FromSeconds(5));

        await bench.Sink.WaitForOpenConnectionsAsync(0);
        await bench.SubmitAsync(SubmissionBench.Hello);
        bench.Sink.ConnectionCount.ShouldBe(2);
        bench.Sink.Commands.Count(command => command.Stage == SmtpStage.Auth).ShouldBe(2);
    }

    [Fact]
    public async Task Where_none_is_to_be_kept_each_is_closed_after_its_message()
    {
        await using var bench = new SubmissionBench(options: new SmtpOptions { KeepSeconds = 0 });

        await bench.SubmitAsync(SubmissionBench.Hello);

        await bench.Sink.WaitForOpenConnectionsAsync(0);
    }

    [Fact]
    public async Task None_is_kept_of_an_account_that_asks_the_authentication_server()
    {
        await using var bench = new SubmissionBench(login: new Credentials.AuthServer());

        await bench.SubmitAsync(SubmissionBench.Hello with { From = new("", "a@example.com") });

        await bench.Sink.WaitForOpenConnectionsAsync(0);
    }

    [Fact]
    public async Task A_kept_connection_serves_nobody_else()
    {
        await using var bench = new SubmissionBench();
        await bench.SubmitAsync(SubmissionBench.Hello);
        var other = bench.Account with { Id = AccountId.Parse("other") };
        var changed = bench.Account with { Smtp = bench.Account.Smtp! with { Credentials = new Credentials.Password("me@example.com", "new") } };

        await bench.SubmitAsync(SubmissionBench.Hello, account: other);
        await bench.SubmitAsync(SubmissionBench.Hello, account: changed);

        bench.Sink.Messages.Select(message => message.Connection).ShouldBe([1, 2, 3]);
    }

    [Theory]
    [InlineData(SmtpStage.Mail)]
    [InlineData(SmtpStage.Rcpt)]
    [InlineData(SmtpStage.Data)]
    [InlineData(SmtpStage.Content)]
    internal async Task After_a_refusal_the_next_message_finds_nothing_of_the_refused_one(SmtpStage stage)
    {
        await using var bench = new SubmissionBench();
        bench.Sink.Answer(stage, "550 5.7.1 No", times: 1);
        await bench.FailAsync(SubmissionBench.Hello with { To = [new("", "refused@example.org")] });

        await bench.SubmitAsync(SubmissionBench.Hello);

        bench.Sink.Messages.ShouldHaveSingleItem().To.ShouldBe(["receiver@example.org"]);
    }
}
