using System.Diagnostics;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.Bench.Scenarios;

/// <summary>
/// What the scenarios have in common: a directory that is removed in the end, and a mail server, started when first asked for.
/// </summary>
internal sealed class Stage(bool quick) : IAsyncDisposable
{
    public const string Reader = "reader";
    public const string Downloader = "downloader";
    public const int Messages = 20_000;
    public const int PageSize = 20;
    public const int SmallMessages = 200;
    public const int LargeBytes = 25 * 1024 * 1024;

    private readonly string _root = Directory.CreateTempSubdirectory("imapapi-bench-").FullName;
    private DovecotServer? _server;
    private bool _isFilled;
    private int _data;

    /// <summary>Users with a small mailbox each.</summary>
    public static IReadOnlyList<string> Crowd { get; } = [.. Enumerable.Range(1, 16).Select(number => $"crowd{number:00}")];

    /// <summary>Whether nothing of it is recorded.</summary>
    public bool IsTrial => quick;

    /// <summary>Few rounds, to see whether all works; the figures are worth little.</summary>
    public int Rounds(int full) => quick ? Math.Max(2, full / 8) : full;

    /// <summary>A number of its own for when it is only tried out.</summary>
    public int Short(int full, int tried) => quick ? tried : full;

    public async Task<DovecotServer> ServerAsync() => _server ??= await DovecotServer.StartAsync();

    /// <summary>With its mailboxes filled and indexed.</summary>
    public async Task<DovecotServer> FilledServerAsync()
    {
        var server = await ServerAsync();
        if (!_isFilled)
            await FillAsync(server);
        _isFilled = true;
        return server;
    }

    /// <summary>A data directory nobody has used.</summary>
    public string NewData() => Path.Combine(_root, $"data{++_data}");

    /// <summary>The program, fresh, with these accounts connected. In the clear: to be compared with a bare command, not with a cipher.</summary>
    public Task<Product> StartAsync(IReadOnlyList<string> accounts, params string[] arguments) => StartAsync(accounts, _ => { }, arguments);

    public async Task<Product> StartAsync(IReadOnlyList<string> accounts, Action<ProcessStartInfo> prepare, params string[] arguments)
    {
        var server = await FilledServerAsync();
        var product = await Product.StartAsync(NewData(), prepare, arguments);
        try
        {
            await Accounts.RegisterAsync(product, server, tls: false, accounts);
            return product;
        }
        catch
        {
            await product.DisposeAsync();
            throw;
        }
    }

    public async Task<ImapWire> ConnectBareAsync(string user) => new((await FilledServerAsync()).Port, user, DovecotServer.Password);

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private static async Task FillAsync(DovecotServer server)
    {
        await Progress.DuringAsync($"filling a mailbox with {Messages} messages", () => Task.Run(() =>
        {
            Fill(server, Reader, Messages);
            foreach (var user in Crowd)
                Fill(server, user, SmallMessages);
            server.MailOf(Downloader).Seed(1, [(1u, MailFactory.WithLargeAttachment(1, MailFactory.Bytes(1, LargeBytes)))]);
        }));
        await Progress.DuringAsync("letting the mail server index it", () => Task.Run(() =>
        {
            foreach (var user in (string[])[Reader, .. Crowd, Downloader])
            {
                using var wire = new ImapWire(server.Port, user, DovecotServer.Password);
                // Twice: the first decides what Dovecot keeps in its cache, the second finds it there.
                wire.Run(BareCommands.Outline("1:*"));
                wire.Run(BareCommands.Outline("1:*"));
            }
        }));
    }

    private static void Fill(DovecotServer server, string user, int count) =>
        server.MailOf(user).Seed(1, [.. Enumerable.Range(1, count).Select(number => ((uint)number, MailFactory.Mixed(number)))]);
}
