using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using ImapApi.Domain.Autoconfig;

namespace ImapApi.Infrastructure.Autoconfig;

/// <summary>
/// Reads a configuration file for mail programs as Thunderbird defines it (clientConfig, version 1.1): the first IMAP and the first SMTP server with TLS.
/// Servers without are as if they were not there.
/// </summary>
internal static class ClientConfig
{
    private const int MaxNameLength = 100;

    /// <summary>No document type, so no entity of its own, and nothing outside is asked for.</summary>
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    /// <summary>Null: it names no IMAP server.</summary>
    /// <exception cref="FormatException">It is not such a file.</exception>
    public static MailSettings? Read(ReadOnlyMemory<byte> file, MailDomain domain, string url)
    {
        var root = Parse(file);
        if (root.Name != "clientConfig" || root.Element("emailProvider") is not { } provider)
            throw new FormatException("It is no clientConfig with an emailProvider.");
        if (Server(provider, "incomingServer", "imap", domain) is not { } imap)
            return null;
        var smtp = Server(provider, "outgoingServer", "smtp", domain);
        var known = HostingProviders.OfServer(imap.Host.Host);
        return new MailSettings(AutoconfigSource.Online, known?.Name ?? Name(provider), imap.Host, smtp?.Host, known?.Hints ?? Hints(imap.Element, provider), url);
    }

    private static XElement Parse(ReadOnlyMemory<byte> file)
    {
        try
        {
            using var stream = new MemoryStream(file.ToArray(), writable: false);
            using var reader = XmlReader.Create(stream, Strict);
            return XElement.Load(reader);
        }
        catch (XmlException exception)
        {
            throw new FormatException("It is no XML that is read here: " + exception.Message, exception);
        }
    }

    private static (MailHost Host, XElement Element)? Server(XElement provider, string element, string type, MailDomain domain) =>
        provider.Elements(element).Where(server => Is(server.Attribute("type")?.Value, type))
            .Select(server => (Host: Host(server, domain), server))
            .Where(found => found.Host is not null)
            .Select(found => ((MailHost, XElement)?)(found.Host!, found.server))
            .FirstOrDefault();

    private static MailHost? Host(XElement server, MailDomain domain)
    {
        var socket = server.Element("socketType")?.Value.Trim();
        if (!Is(socket, "SSL") && !Is(socket, "STARTTLS"))
            return null;
        var name = (server.Element("hostname")?.Value.Trim() ?? "").Replace("%EMAILDOMAIN%", domain.Value, StringComparison.Ordinal);
        return int.TryParse(server.Element("port")?.Value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var port)
            ? MailHost.TryCreate(name, port, Is(socket, "SSL"))
            : null;
    }

    private static string? Name(XElement provider) =>
        provider.Element("displayName")?.Value.Trim() is { Length: > 0 and <= MaxNameLength } name && Domain.Text.IsSingleLine(name) ? name : null;

    private static SignInHint[] Hints(XElement imap, XElement provider)
    {
        var ways = imap.Elements("authentication").Select(way => way.Value.Trim()).ToArray();
        var hints = new List<SignInHint>();
        if (ways.Length > 0 && Array.TrueForAll(ways, way => Is(way, "OAuth2")))
            hints.Add(SignInHint.OAuth2Only);
        if (provider.Element("enable") is not null)
            hints.Add(SignInHint.EnableImap);
        return [.. hints];
    }

    private static bool Is(string? text, string word) => word.Equals(text, StringComparison.OrdinalIgnoreCase);
}
