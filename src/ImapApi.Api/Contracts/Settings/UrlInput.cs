using ImapApi.Api.Binding;
using ImapApi.Application.Settings;
using ImapApi.Domain.Settings;

namespace ImapApi.Api.Contracts.Settings;

/// <summary>Reads a URL that is set, or removed by an empty text.</summary>
internal static class UrlInput
{
    /// <summary>Null: not given, or refused.</summary>
    public static UrlChange? Read(string? text, string key, RequestInput input)
    {
        if (text is null)
            return null;
        if (text.Length == 0)
            return new UrlChange(null);
        if (HttpUrl.TryParse(text, out var url))
            return new UrlChange(url);
        input.Refuse(key, $"is an http or https URL of at most {HttpUrl.MaxLength} characters without a fragment, or empty.");
        return null;
    }
}
