using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Soak;

/// <summary>Puts new mail into the mailboxes, behind the program's back.</summary>
internal sealed class Postman(SoakWorld world, Tally tally, TimeSpan interval, CancellationToken stop)
{
    private readonly Random _random = new(1);

    public void Run()
    {
        while (!stop.WaitHandle.WaitOne(interval))
        {
            var account = world.Accounts[_random.Next(world.Accounts.Count)];
            var subject = tally.NextSubject();
            world.Server.MailOf(account).Deliver(MailFactory.Plain(tally.Delivered, subject));
        }
    }
}
