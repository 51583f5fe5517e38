namespace ImapApi.Infrastructure.Webhooks;

/// <param name="Secret">Encrypted.</param>
internal sealed record SecretDocument(DateTimeOffset Created, string Secret);
