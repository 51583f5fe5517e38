using System.Diagnostics;
using System.Text.Json;
using ImapApi.Bench.Measuring;
using ImapApi.Bench.Reporting;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>A message whose attachment should not be held many times over, once in each step it goes through.</summary>
internal sealed class LargeSubmission : IScenario
{
    private const int AttachmentBytes = 25 * 1024 * 1024;
    private const double Megabyte = 1_000_000;
    private const string Account = "sender";

    public string Name => "submit-large";

    public string Title => "Submitting a large attachment";

    public string Method =>
        $"One caller submits a message with an attachment of {AttachmentBytes / Megabyte:0.0} MB, as base64 in the JSON of the request, to a sink on the loopback, again and again. " +
        "Memory is the peak resident set of the program, with its ordinary settings, less what it was before the first of them. The floor is the request itself: its body, once.";

    public async Task<IReadOnlyList<Figure>> RunAsync(Stage stage)
    {
        await using var sink = new SubmissionSink();
        await using var product = await Product.StartAsync(stage.NewData());
        using var wire = product.Connect();
        wire.SendOk(HttpWire.Post("/v1/account", Submissions.Registration(Account, sink.Port)));
        wire.SendOk(Request([1, 2, 3]));
        var content = new byte[AttachmentBytes];
        new Random(1).NextBytes(content);
        var request = Request(content);

        var before = await Settled.ReadAsync(() => product.Facts.Rss);
        product.Facts.ForgetPeak();
        var first = 0.0;
        var took = new List<double>();
        for (var round = 0; round < stage.Rounds(5); round++)
        {
            var start = Stopwatch.GetTimestamp();
            wire.SendOk(request);
            took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (round == 0)
                first = Extra(product, before);
        }

        if (sink.Characters < took.Count * (long)AttachmentBytes * 4 / 3)
            throw new InvalidOperationException("Less than the attachment was sent.");
        return
        [
            new Figure("memory while submitting, at most", Extra(product, before), "MB")
            {
                Target = Target.Max(100, "≤ 100 MB"),
                Floor = new Floor("the request's body", request.Length / Megabyte),
                Note = $"{first:0} MB after the first",
            },
            new Figure("until it is sent", Median.Of(took), "ms") { Rounds = took },
        ];
    }

    private static double Extra(Product product, long before) => (product.Facts.PeakRss - before) * 1024 / Megabyte;

    private static byte[] Request(byte[] content) => HttpWire.Post($"/v1/account/{Account}/submit", JsonSerializer.Serialize(new
    {
        from = new { address = "sender@example.com" },
        to = new[] { new { address = "bob@example.com" } },
        subject = "Figures",
        text = "All of them are attached.",
        attachments = new[] { new { filename = "figures.bin", contentType = "application/octet-stream", encoding = "base64", content = Convert.ToBase64String(content) } },
    }));
}
