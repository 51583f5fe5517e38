using ImapApi.Domain.Accounts;

namespace ImapApi.TestKit.Builders;

/// <summary>Accounts to begin a test with.</summary>
internal static class SampleAccounts
{
    public static ServerEndpoint Endpoint { get; } = new("mail.example.com", 993, Secure: true, TlsPolicy.Default, new Credentials.Password("bob@example.com", "secret"));

    public static Account Create(string id = "bob", string name = "Bob") => new(AccountId.Parse(id), name, Endpoint, Endpoint with { Host = "smtp.example.com", Port = 465 });
}
