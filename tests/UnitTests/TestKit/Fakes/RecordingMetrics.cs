using System.Collections.Concurrent;
using ImapApi.Application.Pipeline;

namespace ImapApi.TestKit.Fakes;

internal sealed class RecordingMetrics : IUseCaseMetrics
{
    public ConcurrentQueue<(string UseCase, string Outcome, TimeSpan Duration)> Records { get; } = new();

    public void Record(string useCase, string outcome, TimeSpan duration) => Records.Enqueue((useCase, outcome, duration));
}
