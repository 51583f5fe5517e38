namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>The server broke one of the <see cref="GuardLimits"/>. Thrown into the reading of the connection, which ends it.</summary>
internal class ServerMisbehavedException(string message) : IOException(message);
