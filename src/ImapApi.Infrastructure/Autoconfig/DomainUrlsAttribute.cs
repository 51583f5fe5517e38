using System.ComponentModel.DataAnnotations;
using ImapApi.Domain.Autoconfig;
using ImapApi.Domain.Settings;

namespace ImapApi.Infrastructure.Autoconfig;

/// <summary>URLs of configuration files, with spaces between, in which <c>{domain}</c> stands for the domain that is looked for.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DomainUrlsAttribute() : ValidationAttribute("The field {0} must be http or https URLs with {{domain}} in each, and with spaces between.")
{
    private const string Placeholder = "{domain}";

    /// <summary>In their order.</summary>
    public static IReadOnlyList<Uri> For(string urls, MailDomain domain) => [.. Split(urls).Select(url => new Uri(url.Replace(Placeholder, domain.Value, StringComparison.Ordinal)))];

    public override bool IsValid(object? value) => value is string urls && Split(urls).All(IsTemplate);

    private static bool IsTemplate(string url) =>
        url.Contains(Placeholder, StringComparison.Ordinal) && HttpUrl.HasScheme(url)
        && Uri.TryCreate(url.Replace(Placeholder, "example.com", StringComparison.Ordinal), UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0;

    private static string[] Split(string urls) => urls.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
