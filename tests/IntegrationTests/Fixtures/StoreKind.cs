namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>Where the program keeps what it has to remember.</summary>
public enum StoreKind
{
    Sqlite,
    Redis,
}
