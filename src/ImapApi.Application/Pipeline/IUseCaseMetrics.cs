namespace ImapApi.Application.Pipeline;

/// <summary>Counts and times the use cases.</summary>
public interface IUseCaseMetrics
{
    /// <param name="outcome"><c>ok</c>, an error code, or <c>error</c>.</param>
    void Record(string useCase, string outcome, TimeSpan duration);
}
