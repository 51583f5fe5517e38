using System.Reflection;
using ImapApi.Api.Auth;
using ImapApi.Domain.Security;

namespace ImapApi.Api.Pages;

/// <summary>The pages for people, and the API description. They call the public API, load nothing from another origin and carry no inline script.</summary>
internal static class PageEndpoints
{
    private const string Index = "/index.html";

    // Swagger's own page cannot be used: it carries inline script. Its bundle sets styles on elements.
    private const string Swagger = "/swagger/index.html";

    /// <summary>A mail's text is shown in it: in its senders' styles, and with the pictures that the mail carries.</summary>
    private const string Frame = "/app/frame.html";

    private const string InlineStyles = "style-src 'self' 'unsafe-inline'";
    private const string OwnStyles = "style-src 'self'";

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        var own = Assembly.GetExecutingAssembly();
        foreach (var path in own.GetManifestResourceNames().Where(name => name.StartsWith('/')))
            Map(app, PathOf(path), new EmbeddedPage(own, path, PolicyOf(path)));
        var bundle = typeof(NSwag.AspNetCore.SwaggerUiSettings).Assembly;
        foreach (var file in (string[])["swagger-ui.css", "swagger-ui-bundle.js"])
            Map(app, $"/swagger/{file}", new EmbeddedPage(bundle, $"NSwag.AspNetCore.SwaggerUi.{file}", PolicyOf(file)));
    }

    private static void Map(IEndpointRouteBuilder app, string path, EmbeddedPage page) => app.MapGet(path, () => page).For(Access.Open).ExcludeFromDescription();

    private static string PathOf(string resource) => resource switch
    {
        Index => "/",
        Swagger => "/swagger",
        _ => resource,
    };

    private static string PolicyOf(string resource) => resource switch
    {
        Frame => $"default-src 'none'; {InlineStyles}; img-src data:; base-uri 'self'; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox",
        _ => $"default-src 'none'; script-src 'self'; {(resource == Swagger ? InlineStyles : OwnStyles)}; img-src 'self' data:; connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    };
}
