namespace ImapApi.IntegrationTests;

/// <summary>Tests that measure: nothing else runs meanwhile.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
