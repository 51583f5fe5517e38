namespace ImapApi.IntegrationTests.Chaos;

/// <summary>A message as its server shows it.</summary>
/// <param name="Flags">See <see cref="FlagText"/>.</param>
/// <param name="Received">INTERNALDATE, of whole seconds.</param>
internal sealed record ServerMessage(string Flags, DateTimeOffset Received);
