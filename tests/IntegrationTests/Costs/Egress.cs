using System.Globalization;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.Costs;

/// <summary>No data leaves: the program talks to the mail servers it was given, and to nobody else.</summary>
public sealed class Egress(SharedServers servers)
{
    [Fact]
    public async Task Goes_to_the_mail_server_and_nowhere_else()
    {
        await using var api = await ApiProcess.StartAsync();
        var server = await servers.DovecotAsync();
        var account = await servers.AccountAsync(api.Client, server, mail =>
        {
            mail.Deliver(MailFactory.Mixed(1, 20));
            mail.Deliver(MailFactory.Mixed(1, 20), "Other");
        });
        foreach (var message in await account.MessagesAsync())
            (await account.GetAsync($"message/{message.Text("id")}?textType=*")).Ok();
        (await account.MessagesAsync("Other")).Length.ShouldBe(20);
        await api.Client.GetAsync("/swagger");

        var mine = Directory.EnumerateFileSystemEntries($"/proc/{api.ProcessId}/fd").Select(file => new FileInfo(file).LinkTarget ?? "").ToHashSet();
        var sockets = ((string[])["tcp", "tcp6", "udp", "udp6"]).SelectMany(table => File.ReadLines($"/proc/{api.ProcessId}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => mine.Contains($"socket:[{fields[9]}]"))
            .Select(fields => (Local: PortOf(fields[1]), Remote: PortOf(fields[2]), State: fields[3]))
            .ToArray();
        sockets.Count(socket => socket.Remote == server.Port).ShouldBeInRange(1, 2);
        sockets.Where(socket => socket.Remote != server.Port && socket.Local != api.Port)
            .ShouldAllBe(socket => IsOwn(socket.Remote, sockets.Select(s => s.Local)) || socket.Remote == 0, string.Join(", ", sockets));
    }

    /// <summary>The cluster of one talks to itself, if at all.</summary>
    private static bool IsOwn(int port, IEnumerable<int> ours) => ours.Contains(port);

    private static int PortOf(string address) => int.Parse(address[(address.IndexOf(':', StringComparison.Ordinal) + 1)..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
