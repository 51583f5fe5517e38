namespace ImapApi.UnitTests;

/// <summary>Tests that measure what the whole process does, or how threads follow a clock of their own: nothing else runs beside them.</summary>
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class AloneCollection;
