using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ImapApi.Infrastructure.Mime;

internal static class MimeServices
{
    /// <summary>MIME trees deeper than this are not followed (MimeKit's own limit is 1024).</summary>
    public const int MaxDepth = 100;

    /// <summary>
    /// Settles what MimeKit keeps for the whole process. Comes before its first use: it looks the code pages up once, and without them every charset but
    /// UTF-8 and Latin-1 would silently decode as Latin-1.
    /// </summary>
    public static IServiceCollection AddMime(this IServiceCollection services)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        ParserOptions.Default.MaxMimeDepth = MaxDepth;
        return services;
    }
}
