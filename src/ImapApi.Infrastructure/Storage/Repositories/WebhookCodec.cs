using System.Text.Json;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Settings;
using ImapApi.Domain.Webhooks;
using ImapApi.Infrastructure.Security;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>Between webhook settings and their document: user, password and custom headers are encrypted, each for its account and its field.</summary>
internal sealed class WebhookCodec(SecretProtector protector)
{
    private const string UrlField = "webhooks.url";
    private const string HeadersField = "webhooks.headers";

    /// <param name="account">Null: those of the settings.</param>
    public WebhookDocument? Encode(WebhookSettings webhooks, AccountId? account)
    {
        if (webhooks is { Target: null, Events.Count: 0, Headers.Count: 0 })
            return null;
        var headers = webhooks.Headers.Count == 0 ? null : JsonSerializer.Serialize([.. webhooks.Headers], RepositoryJson.Default.CustomHeaderArray);
        return new WebhookDocument(
            webhooks.Target?.Id,
            EncodeUrl(webhooks.Target?.Url, account, UrlField),
            webhooks.Target?.From.ToUnixTimeMilliseconds() ?? 0,
            webhooks.Events.Count == 0 ? null : [.. webhooks.Events.Select(type => type.Name())],
            headers is null ? null : Protect(headers, account, HeadersField))
        {
            Disabled = webhooks.Target?.Disabled,
        };
    }

    public WebhookSettings Decode(WebhookDocument? document, AccountId? account)
    {
        if (document is null)
            return WebhookSettings.None;
        var url = DecodeUrl(document.Url, account, UrlField);
        var target = url is null ? null : new WebhookTarget(document.TargetId!, url, DateTimeOffset.FromUnixTimeMilliseconds(document.From)) { Disabled = document.Disabled };
        var headers = document.Headers is null ? [] : JsonSerializer.Deserialize(Unprotect(document.Headers, account, HeadersField), RepositoryJson.Default.CustomHeaderArray)!;
        return new WebhookSettings(target, [.. Types(document.Events ?? [])], headers);
    }

    public UrlDocument? EncodeUrl(HttpUrl? url, AccountId? account, string field) =>
        url is null ? null : new UrlDocument(url.Address, url.UserInfo is { } secret ? Protect(secret, account, field) : null);

    public HttpUrl? DecodeUrl(UrlDocument? document, AccountId? account, string field) =>
        document is null ? null : HttpUrl.Parse(document.Address).WithUserInfo(document.Secret is { } secret ? Unprotect(secret, account, field) : null);

    /// <summary>A word that a later version wrote is passed over.</summary>
    private static IEnumerable<EventType> Types(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (EventTypeNames.TryParse(name, out var type))
                yield return type.Value;
        }
    }

    private string Protect(string secret, AccountId? account, string field) => account is null ? protector.Protect(secret, field) : protector.Protect(secret, account, field);

    private string Unprotect(string text, AccountId? account, string field) => account is null ? protector.Unprotect(text, field) : protector.Unprotect(text, account, field);
}
