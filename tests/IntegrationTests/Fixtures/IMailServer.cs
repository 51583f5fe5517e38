namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A real IMAP server of our own on the loopback, in plain text: any user name with the password <see cref="DovecotServer.Password"/>.</summary>
public interface IMailServer : IAsyncDisposable
{
    int Port { get; }

    /// <summary>A second client, logged in. A user comes into being by being asked for.</summary>
    Task<RawImap> ConnectAsync(string user);
}
