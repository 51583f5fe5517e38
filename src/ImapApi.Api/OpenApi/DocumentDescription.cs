using ImapApi.Api.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImapApi.Api.OpenApi;

/// <summary>What is said of the API as a whole.</summary>
internal sealed class DocumentDescription : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ImapApi",
            Version = ProductVersion.Value,
            Description = "IMAP and SMTP accounts over REST. Errors are problem details (RFC 9457); unknown keys are errors; what a resource does not have is left out, never null; times are ISO 8601 in UTC. Answers about an account's mail say in the header Server-Timing what they cost at the mail server: imap;dur=milliseconds, roundtrips;desc=count, bytes;desc=count.",
            License = new OpenApiLicense { Name = "AGPL-3.0-or-later", Url = new Uri("https://www.gnu.org/licenses/agpl-3.0.html") },
        };
        // The address that the document was fetched from is the one that works.
        document.Servers = [];
        document.AddComponent(OpenApiServices.TokenScheme, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An access token, from POST /v1/tokens or the command line. Not asked for by a server that listens on loopback only and never had one.",
        });
        foreach (var schema in document.Components?.Schemas?.Values ?? [])
            DropNulls(schema.Properties);
        return Task.CompletedTask;
    }

    /// <summary>A key that may be left out is described as "null or the type"; it is never null.</summary>
    private static void DropNulls(IDictionary<string, IOpenApiSchema>? properties)
    {
        foreach (var (name, property) in properties?.ToList() ?? [])
        {
            if (property.OneOf is { Count: 2 } choices && choices.OfType<OpenApiSchemaReference>().FirstOrDefault() is { } reference)
                properties![name] = reference;
        }
    }
}
