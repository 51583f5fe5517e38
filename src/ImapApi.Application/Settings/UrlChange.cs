using ImapApi.Domain.Settings;

namespace ImapApi.Application.Settings;

/// <summary>A URL that is set, or removed.</summary>
/// <param name="Url">Null: removed. Without user and password it keeps those of the present URL, when the rest is the same.</param>
public sealed record UrlChange(HttpUrl? Url)
{
    internal HttpUrl? ApplyTo(HttpUrl? current) =>
        Url is { UserInfo: null } && current is not null && current.Address == Url.Address ? current : Url;
}
