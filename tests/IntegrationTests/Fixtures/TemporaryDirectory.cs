namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A directory that goes with the test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("imapapi-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
