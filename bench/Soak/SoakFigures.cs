using ImapApi.Bench.Reporting;

namespace ImapApi.Bench.Soak;

/// <summary>What the soak run comes to.</summary>
internal sealed class SoakFigures(SoakSettings settings, LoadRecord record, Tally tally, ProcessWatch watch)
{
    private const int Warm = 2;
    private const int End = 4;

    /// <param name="complaints">Lines of the log that should not be there.</param>
    /// <param name="missing">Accounts that are not connected in the end.</param>
    /// <param name="taken">Messages that the submission server has.</param>
    public IReadOnlyList<Figure> All(IReadOnlyList<string> complaints, int missing, int taken) => [.. OfAnswers(), .. OfNews(taken), .. OfProgram(complaints, missing)];

    private static Target None => Target.Max(0, "none");

    private IReadOnlyList<Figure> OfAnswers()
    {
        var listing = record.LatencyOf(Visitor.Listing);
        return
        [
            new Figure("requests", record.Count / settings.Length.TotalSeconds, "/s")
            {
                Target = Target.Min(0.9 * SoakRun.Offered, "≥ nine tenths of what is offered"),
                Note = $"{record.Count:#,0} in all: {record}",
            },
            new Figure("answered unexpectedly, or not", record.Unexpected.Count, "requests") { Target = None },
            new Figure("first page, p50", listing.P50, "ms"),
            new Figure("first page, p99", listing.P99, "ms"),
        ];
    }

    private IReadOnlyList<Figure> OfNews(int taken)
    {
        var submitted = record.CountOf(Visitor.Submission);
        return
        [
            new Figure("delivered and not told by webhook", tally.NotPosted, "messages") { Target = None, Note = $"of {tally.Delivered:#,0}" },
            new Figure("delivered and not told by the stream", tally.NotStreamed, "messages") { Target = None, Note = $"it was opened {record.CountOf(StreamFollower.Opening)} times" },
            new Figure("told by the stream and by no webhook", tally.EventsNotPosted, "events") { Target = None, Note = $"of {tally.Events:#,0}, with {tally.Webhooks:#,0} webhooks" },
            new Figure("told by the stream twice, or out of order", tally.Disorder, "events") { Target = None },
            new Figure("accepted by the outbox, and sent more or less than once", Math.Abs(submitted - taken), "messages") { Target = None, Note = $"of {submitted:#,0}" },
            new Figure("accounts removed again", record.CountOf(Guests.Leaving), ""),
        ];
    }

    private IReadOnlyList<Figure> OfProgram(IReadOnlyList<string> complaints, int missing)
    {
        var (warm, end) = (watch.MedianOf(Warm, sample => sample.MiB), watch.MedianOf(End, sample => sample.MiB));
        var (open, openAtEnd) = (watch.MedianOf(Warm, sample => sample.Descriptors), watch.MedianOf(End, sample => sample.Descriptors));
        return
        [
            new Figure("log lines of the levels warning, error and fatal", complaints.Count, "") { Target = None },
            new Figure("accounts not connected in the end", missing, "") { Target = None },
            new Figure("resident memory", end, "MiB") { Curve = watch.MemoryCurve(), Note = "the median of the last quarter" },
            new Figure("growth of memory", end - warm, "MiB") { Target = Target.Max((warm / 8) + 16, "≤ an eighth and 16 MiB"), Note = $"from {warm:0.0} MiB" },
            new Figure("growth of open files and sockets", openAtEnd - open, "") { Target = Target.Max(open / 16, "≤ a sixteenth"), Note = $"from {open:0} to {openAtEnd:0}" },
            new Figure("processor", watch.Processor, "% of a core") { Note = $"by quarters {string.Join(", ", Enumerable.Range(1, End).Select(quarter => $"{watch.ProcessorOf(quarter):0.0}"))}" },
        ];
    }
}
