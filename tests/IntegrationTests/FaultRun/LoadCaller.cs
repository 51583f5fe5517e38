using System.Net;
using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>What a program does with one account: lists, reads, marks, searches, moves and sends, one after the other, whatever happens.</summary>
internal sealed class LoadCaller(ApiClient api, string account, LoadRecord record, int seed)
{
    private const int Tries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>What docs/errors.md says of a request for mail whose server, network or store fails, or whose mailbox or message has just gone.</summary>
    private static readonly string[] Documented =
    [
        "200", "404 MailboxNotFound", "404 MessageNotFound", "422 MailServerRejected", "429 Busy", "502 IMAPUnavailable", "503 StoreUnavailable", "504 Timeout",
    ];

    private static readonly string[] OfSubmissions =
    [
        "200", "202", "409 IdempotencyInFlight", "429 Busy", "502 SMTPUnavailable", "502 SubmissionUnknown", "503 StoreUnavailable", "504 SubmissionPending", "504 Timeout",
    ];

    private static readonly string[] OfStore = ["200", "503 StoreUnavailable", "504 Timeout"];

    private readonly Random _random = new(seed);
    private readonly List<SubmittedMail> _mails = [];
    private string[] _paths = ["INBOX"];
    private string _listed = "INBOX";
    private string[] _ids = [];

    public IReadOnlyList<SubmittedMail> Mails => _mails;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            using var timer = new PeriodicTimer(Pause);
            while (await timer.WaitForNextTickAsync(stop))
                await StepAsync(_random.Next(20));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The load ends between two requests.
        }
    }

    /// <summary>Each request once; all have to be answered well soon: connections that broke with the last fault are found out when they are used.</summary>
    public async Task OnceEachAsync()
    {
        await GoodAsync(MailboxesAsync);
        _ids = [];
        foreach (var path in _paths)
        {
            if (_ids.Length == 0)
                await GoodAsync(() => ListAsync(path));
        }

        foreach (var step in (int[])[5, 8, 10, 13, 15, 16, 12])
            await GoodAsync(() => StepAsync(step));
    }

    private static Task<ApiAnswer> GoodAsync(Func<Task<ApiAnswer?>> ask) =>
        Eventually.GetAsync(async () => await ask() is { Status: HttpStatusCode.OK or HttpStatusCode.Accepted } answer ? answer : null, "every request is answered well in the end");

    private Task<ApiAnswer?> StepAsync(int step) => step switch
    {
        < 5 => ListAsync(_paths[_random.Next(_paths.Length)]),
        < 8 => OfMessageAsync("read", HttpMethod.Get, "?textType=*"),
        < 10 => OfMessageAsync("flag", HttpMethod.Put, "", new { flags = _random.Next(2) == 0 ? (object)new { add = new[] { "\\Flagged" } } : new { delete = new[] { "\\Flagged" } } }),
        < 12 => AskAsync("search", HttpMethod.Post, "search?path=INBOX", new { search = new { flagged = true } }),
        12 => OfMessageAsync("move", HttpMethod.Put, "/move", new { path = _paths.FirstOrDefault(path => path != _listed, "Work") }),
        13 => OfMessageAsync("source", HttpMethod.Get, "/source", streams: true),
        14 => MailboxesAsync(),
        15 => record.AskAsync(api, "events", HttpMethod.Get, $"/v1/events?account={account}&limit=50", null, OfStore),
        _ => SubmitAsync(),
    };

    private async Task<ApiAnswer?> ListAsync(string path)
    {
        var answer = await AskAsync("list", HttpMethod.Get, $"messages?path={Uri.EscapeDataString(path)}&pageSize=20");
        if (answer is { Status: HttpStatusCode.OK } && answer.Ok().Items("messages") is { Length: > 0 } messages)
            (_listed, _ids) = (path, [.. messages.Select(message => message.Text("id"))]);
        return answer;
    }

    private async Task<ApiAnswer?> MailboxesAsync()
    {
        var answer = await AskAsync("mailboxes", HttpMethod.Get, "mailboxes");
        if (answer is { Status: HttpStatusCode.OK })
        {
            _paths = [.. answer.Ok().Items("mailboxes").Select(mailbox => mailbox.Text("path"))];
            _random.Shuffle(_paths);
        }

        return answer;
    }

    private Task<ApiAnswer?> OfMessageAsync(string what, HttpMethod method, string rest, object? body = null, bool streams = false) =>
        _ids.Length == 0 ? ListAsync("INBOX") : AskAsync(what, method, $"message/{_ids[_random.Next(_ids.Length)]}{rest}", body, streams);

    private async Task<ApiAnswer?> SubmitAsync()
    {
        var token = $"{account}-{_mails.Count}";
        var mail = new SubmittedMail(token, IsQueued: _random.Next(2) == 0, Key: _random.Next(2) == 0 ? $"key-{token}" : null);
        _mails.Add(mail);
        var message = new { from = new { address = "alice@example.com" }, to = new[] { new { address = "bob@example.com" } }, subject = token, text = "Good morning", queue = mail.IsQueued };
        ApiAnswer? answer;
        do
        {
            answer = await AskAsync(mail.IsQueued ? "queue" : "submit", HttpMethod.Post, "submit", message, expected: OfSubmissions, key: mail.Key);
            mail.Answers.Add(answer is null ? "none" : LoadRecord.NameOf(answer));
        }
        while (mail.IsOpen && mail.Answers.Count < Tries);
        return answer;
    }

    private Task<ApiAnswer?> AskAsync(string what, HttpMethod method, string target, object? body = null, bool streams = false, string[]? expected = null, string? key = null) =>
        record.AskAsync(api, what, method, $"{Registration.PathOf(account)}/{target}", body, expected ?? Documented, key, streams);
}
