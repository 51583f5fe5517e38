using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using ImapApi.Api.Auth;
using ImapApi.Api.Binding;
using ImapApi.Api.Contracts;
using ImapApi.Api.Endpoints;
using ImapApi.Api.Http;
using ImapApi.Domain.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace ImapApi.Api.OpenApi;

/// <summary>Adds to an operation what its endpoint's metadata say: path and query parameters, problems, examples.</summary>
internal sealed class OperationDescription : IOpenApiOperationTransformer
{
    private const string ProblemSchema = nameof(ProblemResponse);

    private static readonly FrozenDictionary<string, (string Description, string Example)> PathParameters = new Dictionary<string, (string Description, string Example)>
    {
        ["account"] = ("The account's id, percent-encoded once.", "example"),
        ["message"] = ("A message's id, from a listing.", "AAAAAQAAAeE"),
        ["attachment"] = ("An attachment's id, from a message.", "AAAAAQAAAeEy"),
        ["delivery"] = ("A delivery's id, from the list of deliveries.", "g17-ZXhhbXBsZQ"),
        ["queueId"] = ("A message's id in the outbox, from its submission or the list.", "0193a1b2c3d4002f5e6a7b8c9d0e1f20"),
        ["secret"] = ("A signing secret's id.", "kC0rS1vDq3xZ"),
        ["token"] = ("An access token's id, from the list.", "p3vX0bWq7kLm"),
        ["text"] = ("A text's id, from a message.", "AAAAAQAAAeGTkaExkaEykA"),
    }.ToFrozenDictionary();

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Parameters = [.. Parameters(context)];
        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            body.Description = "JSON.";
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<StreamedAnswer>().LastOrDefault() is { } streamed)
            operation.Responses = new OpenApiResponses { ["200"] = Bytes(streamed.ContentType) };
        if (EndpointAccess.Of(context.Description.ActionDescriptor.EndpointMetadata) != Access.Open)
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(OpenApiServices.TokenScheme, context.Document)] = [] }];
        await AddProblemsAsync(operation, context, cancellationToken);
        AddExamples(operation);
    }

    private static IEnumerable<IOpenApiParameter> Parameters(OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var (name, (description, example)) in PathParameters)
        {
            if (context.Description.RelativePath?.Contains($"{{{name}}}", StringComparison.Ordinal) == true)
                yield return new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true, Description = description, Example = example, Schema = Text() };
        }

        foreach (var parameter in metadata.OfType<QuerySchema>().LastOrDefault()?.Parameters ?? [])
            yield return Describe(parameter);
        if (metadata.OfType<IdempotentEndpoint>().Any())
            yield return IdempotencyKey();
        if (metadata.OfType<FailureStatuses>().Any())
        {
            yield return new OpenApiParameter
            {
                Name = RequestDeadline.Header,
                In = ParameterLocation.Header,
                Description = $"Milliseconds until the first byte of the answer, up to {RequestDeadline.Longest.TotalMilliseconds}; default {RequestDeadline.Default.TotalMilliseconds}. Then 504.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32" },
            };
        }
    }

    private static OpenApiParameter IdempotencyKey() => new()
    {
        Name = IdempotencyHeaders.Key,
        In = ParameterLocation.Header,
        Description = "Your own name for this request, 1 to 255 printable ASCII characters: whatever is asked again under it within 48 hours is done once. A repeated request is answered as the first one, "
            + $"with the header {IdempotencyHeaders.Replayed}: true. 409 IdempotencyInFlight: that is still under way. 422 IdempotencyMismatch: it had another body. A message that certainly was not sent frees its key.",
        Example = "order-4711",
        Schema = Text(),
    };

    private static OpenApiParameter Describe(QueryParameter parameter)
    {
        var value = new OpenApiSchema
        {
            Type = parameter.Type switch { "integer" => JsonSchemaType.Integer, "boolean" => JsonSchemaType.Boolean, _ => JsonSchemaType.String },
            Title = parameter.Title,
            Format = parameter.Format,
            Default = Node(parameter.Default),
        };
        if (parameter.Words.Count > 0)
            value.Enum = [.. parameter.Words.Select(word => (JsonNode)word)];
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Required = parameter.IsRequired,
            Example = Node(parameter.Example),
            // A family is an object whose properties are written in brackets.
            Style = parameter.IsPrefix ? ParameterStyle.DeepObject : null,
            Explode = parameter.IsPrefix,
            Schema = parameter.IsPrefix ? new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = value } : value,
        };
    }

    private static async Task AddProblemsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Document is not { } document || context.Description.ActionDescriptor.EndpointMetadata.OfType<FailureStatuses>().LastOrDefault() is not { } failures)
            return;
        document.AddComponent(ProblemSchema, await context.GetOrCreateSchemaAsync(typeof(ProblemResponse), cancellationToken: cancellationToken));
        operation.Responses ??= [];
        foreach (var status in failures.Statuses)
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [ProblemWriter.ContentType] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, document) } },
            };
        }
    }

    private static void AddExamples(OpenApiOperation operation)
    {
        if (operation.OperationId is null || !SeedExamples.ByOperation.TryGetValue(operation.OperationId, out var example))
            return;
        if (example.Request is not null && operation.RequestBody?.Content?["application/json"] is { } request)
            request.Example = JsonNode.Parse(example.Request);
        if (example.Response is not null && operation.Responses?["200"].Content?["application/json"] is { } response)
            response.Example = JsonNode.Parse(example.Response);
    }

    private static OpenApiResponse Bytes(string contentType) => new()
    {
        Description = "OK",
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [contentType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } } },
    };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static JsonNode? Node(object? value) => value switch
    {
        int number => number,
        bool flag => flag,
        string text => text,
        _ => null,
    };
}
