using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed partial class OpenApiTests : IAsyncLifetime
{
    private ApiServer _server = null!;
    private JsonObject _document = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _document = (await _server.AskAsync("GET", "/openapi/v1.json")).Body.AsObject();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public void The_document_is_openapi_3_0_of_every_route()
    {
        var routes = _server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.StartsWith('/') ? endpoint.RoutePattern.RawText : "/" + endpoint.RoutePattern.RawText).Distinct().Where(route => !IsPage(route)).Order(StringComparer.Ordinal);

        _document["openapi"]!.GetValue<string>().ShouldStartWith("3.0.");
        _document["paths"]!.AsObject().Select(path => path.Key).Order(StringComparer.Ordinal).ShouldBe(routes);
    }

    [Fact]
    public void Every_operation_is_named_summarised_and_tagged()
    {
        foreach (var (where, operation) in Operations())
        {
            operation["operationId"]?.GetValue<string>().ShouldNotBeNullOrEmpty(where);
            operation["summary"]?.GetValue<string>().ShouldNotBeNullOrEmpty(where);
            operation["tags"]?.AsArray().Count.ShouldBe(1, where);
            operation["responses"]!["200"].ShouldNotBeNull(where);
        }

        var names = Operations().Select(operation => operation.Operation["operationId"]!.GetValue<string>()).ToList();
        names.ShouldContain("ListMessages");
        names.Distinct().Count().ShouldBe(names.Count);
    }

    [Fact]
    public void Every_operation_says_how_it_fails_and_what_its_path_takes()
    {
        foreach (var (where, operation) in Operations().Where(operation => operation.Where.Contains("/v1/", StringComparison.Ordinal)))
        {
            operation["responses"]!["400"]!["content"]!["application/problem+json"]!["schema"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/ProblemResponse", where);
            foreach (var parameter in RoutePatternFactory.Parse(where.Split(' ')[1]).Parameters)
                operation["parameters"]!.AsArray().ShouldContain(given => given!["name"]!.GetValue<string>() == parameter.Name && given["in"]!.GetValue<string>() == "path", where);
        }
    }

    [Fact]
    public void Every_operation_but_health_says_that_it_takes_a_token()
    {
        _document["components"]!["securitySchemes"]!["token"]!["scheme"]!.GetValue<string>().ShouldBe("bearer");
        foreach (var (where, operation) in Operations())
            (operation["security"]?[0]?["token"] is not null).ShouldBe(!where.Contains("/health/", StringComparison.Ordinal), where);
    }

    [Fact]
    public void Every_parameter_and_property_is_described()
    {
        var bare = Operations().SelectMany(operation => (operation.Operation["parameters"]?.AsArray() ?? []).Where(parameter => IsEmpty(parameter!["description"])).Select(parameter => $"{operation.Where} {parameter!["name"]}"))
            .Concat(Schemas().Where(schema => IsEmpty(schema.Value!["description"])).Select(schema => schema.Key))
            .Concat(Schemas().SelectMany(schema => (schema.Value!["properties"]?.AsObject() ?? []).Where(property => IsEmpty(Resolve(property.Value!)["description"])).Select(property => $"{schema.Key}.{property.Key}")));

        bare.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_null_and_numbers_are_numbers()
    {
        _document.ToJsonString().ShouldNotContain("nullable");
        var message = Schemas()["MessageEntryResponse"]!["properties"]!;
        message["uid"]!["type"]!.GetValue<string>().ShouldBe("integer");
        message["date"]!["type"]!.GetValue<string>().ShouldBe("string");
        message["from"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/AddressResponse");
    }

    [Fact]
    public void Bodies_are_required_and_have_the_seeds_examples()
    {
        var register = _document["paths"]!["/v1/account"]!["post"]!;

        register["requestBody"]!["required"]!.GetValue<bool>().ShouldBeTrue();
        register["requestBody"]!["content"]!["application/json"]!["example"]!["imap"]!["host"]!.GetValue<string>().ShouldBe("imap.gmail.com");
        Schemas().Single(schema => schema.Key == "RegisterAccountRequest").Value!["required"]!.AsArray().Select(key => key!.GetValue<string>()).ShouldBe(["account", "name"]);
        _document["paths"]!["/v1/account/{account}/messages"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["example"]!["messages"]![0]!["id"]!.GetValue<string>().ShouldBe("AAAAAQAAAeE");
    }

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/swagger", "text/html")]
    [InlineData("/swagger/start.js", "text/javascript")]
    [InlineData("/swagger/swagger-ui-bundle.js", "text/javascript")]
    [InlineData("/swagger/swagger-ui.css", "text/css")]
    [InlineData("/style.css", "text/css")]
    [InlineData("/app/main.js", "text/javascript")]
    [InlineData("/app/pages/overview.js", "text/javascript")]
    [InlineData("/app/icon.svg", "image/svg+xml")]
    public async Task The_pages_are_there_and_run_no_foreign_script(string path, string type)
    {
        using var response = await _server.SendAsync("GET", path);

        response.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType.ShouldBe(type);
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; script-src 'self';");
        if (type == "text/html")
        {
            var html = await response.Content.ReadAsStringAsync();
            html.ShouldNotContain("<script>");
            html.ShouldNotContain("https://");
        }
    }

    [Fact]
    public async Task A_page_that_the_browser_has_is_not_sent_again()
    {
        using var first = await _server.SendAsync("GET", "/app/main.js");
        using var again = await _server.SendAsync("GET", "/app/main.js", null, ("If-None-Match", first.Headers.ETag!.ToString()));
        using var other = await _server.SendAsync("GET", "/app/main.js", null, ("If-None-Match", "\"other\""));

        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        (await again.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_mail_is_shown_where_no_script_runs_and_nothing_is_loaded()
    {
        using var frame = await _server.SendAsync("GET", "/app/frame.html");

        var policy = frame.EnsureSuccessStatusCode().Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:;");
        policy.ShouldNotContain("script-src");
        policy.Split("sandbox ")[1].ShouldNotContain("allow-scripts");
    }

    [Fact]
    public async Task All_of_the_first_page_is_small()
    {
        var total = 0;
        var seen = new HashSet<string>();
        await ReadAsync("/", "/style.css", "/app/icon.svg", "/app/main.js");

        seen.Count.ShouldBeGreaterThan(12);
        // All are asked for at once, not one after another as they name each other.
        var index = await (await _server.SendAsync("GET", "/")).Content.ReadAsStringAsync();
        seen.Where(path => path.EndsWith(".js", StringComparison.Ordinal)).ShouldAllBe(path => index.Contains($"\"{path}\""));
        total.ShouldBeLessThan(150_000);

        async Task ReadAsync(params string[] paths)
        {
            foreach (var path in paths.Where(seen.Add))
            {
                using var response = await _server.SendAsync("GET", path);
                var text = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
                total += text.Length;
                if (path.EndsWith(".js", StringComparison.Ordinal))
                    await ReadAsync([.. Imports().Matches(text).Select(match => new Uri(new Uri("http://page" + path), match.Groups["module"].Value).AbsolutePath)]);
            }
        }
    }

    [GeneratedRegex("""^import .* from "(?<module>.+)";$""", RegexOptions.Multiline | RegexOptions.NonBacktracking)]
    private static partial Regex Imports();

    /// <summary>What people read, and the document itself.</summary>
    private static bool IsPage(string route) =>
        route is "/" or "/style.css" or "/openapi/{documentName}.json" || route.StartsWith("/app/", StringComparison.Ordinal) || route.StartsWith("/swagger", StringComparison.Ordinal);

    private static bool IsEmpty(JsonNode? description) => string.IsNullOrWhiteSpace(description?.GetValue<string>());

    private IEnumerable<(string Where, JsonNode Operation)> Operations() =>
        _document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => ($"{operation.Key} {path.Key}", operation.Value!)));

    private JsonObject Schemas() => _document["components"]!["schemas"]!.AsObject();

    private JsonNode Resolve(JsonNode schema) => schema["$ref"]?.GetValue<string>() is { } reference ? Schemas()[reference.Split('/')[^1]]! : schema;
}
