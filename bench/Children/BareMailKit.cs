using System.Globalization;
using ImapApi.IntegrationTests.Fixtures;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace ImapApi.Bench.Children;

/// <summary>
/// The floor of an idle account: nothing but MailKit clients in IDLE over TLS, in a process of its own. Reads how many there shall be from standard input,
/// answers with a line once they are.
/// </summary>
internal static class BareMailKit
{
    private const int AtATime = 16;
    private const int Listings = 1000;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var port = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        using var done = new CancellationTokenSource();
        var clients = new List<ImapClient>();
        using var worker = await ConnectAsync(port, arguments[1]);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var wanted = int.Parse(line, CultureInfo.InvariantCulture);
            foreach (var chunk in Enumerable.Range(clients.Count + 1, wanted - clients.Count).Chunk(AtATime))
                clients.AddRange(await Task.WhenAll(chunk.Select(number => IdleAsync(port, $"bare{number}", done.Token))));
            // What the program does as well before its memory is read: work on one connection, so that the garbage of connecting is collected.
            for (var listing = 0; listing < Listings; listing++)
                await worker.Inbox.FetchAsync(-Math.Min(20, worker.Inbox.Count) + worker.Inbox.Count, -1, MessageSummaryItems.All | MessageSummaryItems.BodyStructure);
            await Console.Out.WriteLineAsync("ready");
        }

        clients.ForEach(client => client.Dispose());
        return 0;
    }

    private static async Task<ImapClient> IdleAsync(int port, string user, CancellationToken done)
    {
        var client = await ConnectAsync(port, user);
        _ = client.IdleAsync(done, CancellationToken.None);
        return client;
    }

    private static async Task<ImapClient> ConnectAsync(int port, string user)
    {
        var client = new ImapClient
        {
            CheckCertificateRevocation = false,
            // The mail server's certificate is the harness's own.
            ServerCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        };
        await client.ConnectAsync(DovecotServer.TlsHost, port, SecureSocketOptions.SslOnConnect);
        await client.AuthenticateAsync(user, DovecotServer.Password);
        await client.Inbox.OpenAsync(FolderAccess.ReadOnly);
        return client;
    }
}
