using Microsoft.OpenApi;

namespace ImapApi.Api.OpenApi;

internal static class OpenApiServices
{
    /// <summary>What the description calls access tokens.</summary>
    public const string TokenScheme = "token";

    public const string Route = "/openapi/{documentName}.json";

    /// <summary>OpenAPI 3.0, because the generators of clients read that one whole.</summary>
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0;
        options.AddSchemaTransformer<SchemaDescription>();
        options.AddOperationTransformer<OperationDescription>();
        options.AddDocumentTransformer<DocumentDescription>();
    });
}
