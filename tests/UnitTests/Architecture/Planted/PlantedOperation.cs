namespace ImapApi.UnitTests.Architecture.Planted;

/// <summary>Is called an operation and is none.</summary>
internal sealed class PlantedOperation;
