using System.ComponentModel;
using System.Reflection;
using System.Text.Json.Nodes;
using ImapApi.Api.Contracts.Mailboxes;
using ImapApi.Api.Contracts.Submissions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ImapApi.Api.OpenApi;

/// <summary>Takes the descriptions from the contract types, and says what only a converter knows.</summary>
internal sealed class SchemaDescription : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        if (context.JsonPropertyInfo is null && type.GetCustomAttribute<DescriptionAttribute>() is { } described)
            schema.Description = described.Description;
        // What is absent is left out, never null; and null is refused.
        schema.Type &= ~JsonSchemaType.Null;
        if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
            schema.Type = JsonSchemaType.String;
        if (type == typeof(JsonObject))
        {
            (schema.Type, schema.Description) = (JsonSchemaType.Object, "What there is to tell of this kind of event; of messageNew the message as in a listing.");
            schema.AdditionalPropertiesAllowed = true;
        }

        if (type == typeof(MailboxNames) || type == typeof(HeaderValues))
        {
            schema.OneOf = [new OpenApiSchema { Type = JsonSchemaType.String }, new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } }];
            schema.Description = type == typeof(HeaderValues) ? "One text, or a list of texts for a field that occurs several times." : "One text with the server's delimiter in it, or the list of the names.";
        }

        return Task.CompletedTask;
    }
}
