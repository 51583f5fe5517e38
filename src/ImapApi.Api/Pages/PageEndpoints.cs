using System.Reflection;

namespace ImapApi.Api.Pages;

/// <summary>The pages for people: instructions, and the API description. Neither loads anything from another origin nor carries inline script.</summary>
internal static class PageEndpoints
{
    private const string Html = "text/html; charset=utf-8";
    private const string Css = "text/css; charset=utf-8";
    private const string JavaScript = "text/javascript; charset=utf-8";

    // Swagger's own page cannot be used: it carries inline script. Its bundle sets styles on elements.
    private const string BundleStyles = "'self' 'unsafe-inline'";

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        var start = new StartPage(Own("index.html", Html));
        app.MapGet("/", () => start).ExcludeFromDescription();
        Map(app, "/style.css", Own("style.css", Css));
        Map(app, "/swagger", Own("swagger.index.html", Html, BundleStyles));
        Map(app, "/swagger/start.js", Own("swagger.start.js", JavaScript));
        var bundle = typeof(NSwag.AspNetCore.SwaggerUiSettings).Assembly;
        Map(app, "/swagger/swagger-ui.css", new EmbeddedPage(bundle, "NSwag.AspNetCore.SwaggerUi.swagger-ui.css", Css));
        Map(app, "/swagger/swagger-ui-bundle.js", new EmbeddedPage(bundle, "NSwag.AspNetCore.SwaggerUi.swagger-ui-bundle.js", JavaScript));
    }

    private static void Map(IEndpointRouteBuilder app, string path, EmbeddedPage page) => app.MapGet(path, () => page).ExcludeFromDescription();

    private static EmbeddedPage Own(string name, string contentType, string styleSources = "'self'") =>
        new(Assembly.GetExecutingAssembly(), "ImapApi.Api.wwwroot." + name, contentType, styleSources);
}
