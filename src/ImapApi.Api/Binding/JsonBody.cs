using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace ImapApi.Api.Binding;

/// <summary>
/// Binds JSON to a contract type strictly: walks the body along the type's metadata, notes and removes every key that is unknown or has the wrong type,
/// so that one answer lists them all and what is left always deserialises.
/// </summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static Task<JsonNode?> ReadAsync(HttpContext http, RequestInput input) => ReadAsync(http.Request.Body, http, input);

    /// <param name="body">The request's body, or what is left of it.</param>
    public static async Task<JsonNode?> ReadAsync(Stream body, HttpContext http, RequestInput input)
    {
        try
        {
            var node = await JsonNode.ParseAsync(body, documentOptions: Strict, cancellationToken: http.RequestAborted);
            if (node is JsonObject)
                return node;
            input.Refuse("body", "is a JSON object.");
        }
        catch (InvalidOperationException)
        {
            input.Refuse("body", "holds a key that is not Unicode.");
        }
        catch (JsonException exception)
        {
            input.Refuse("body", http.Request.ContentLength is 0 ? "is required: a JSON object." : "is not valid JSON: " + exception.Message);
        }

        return null;
    }

    public static T Bind<T>(JsonNode node, JsonTypeInfo<T> type, RequestInput input) where T : class, new()
    {
        try
        {
            Walk(node, type, "", input);
            return node.Deserialize(type) ?? new T();
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair: found only when the text is read.
            input.Refuse("body", "holds a text that is not Unicode.");
            return new T();
        }
    }

    /// <summary>False when the node as a whole is of the wrong type.</summary>
    private static bool Walk(JsonNode? node, JsonTypeInfo type, string path, RequestInput input)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when node is JsonObject body:
                WalkObject(body, type, path, input);
                return true;
            case JsonTypeInfoKind.Enumerable when node is JsonArray list:
                return WalkList(list, type, path, input);
            case JsonTypeInfoKind.Dictionary when node is JsonObject map:
                return WalkMap(map, type, path, input);
            case JsonTypeInfoKind.None when node is not null:
                return Fits(node, type);
            default:
                return false;
        }
    }

    private static void WalkObject(JsonObject body, JsonTypeInfo type, string path, RequestInput input)
    {
        foreach (var (name, value) in body.ToList())
        {
            var key = path + name;
            var property = type.Properties.FirstOrDefault(property => property.Name == name);
            if (property is null)
                input.Refuse(key, "is not a key of this resource.");
            else if (Walk(value, type.Options.GetTypeInfo(property.PropertyType), key + ".", input))
                continue;
            else
                input.Refuse(key, Expected(property.PropertyType, type.Options));
            body.Remove(name);
        }

        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(System.ComponentModel.DataAnnotations.RequiredAttribute), inherit: false) == true && !body.ContainsKey(property.Name))
                input.Refuse(path + property.Name, "is required.");
        }
    }

    private static bool WalkList(JsonArray list, JsonTypeInfo type, string path, RequestInput input)
    {
        var item = type.Options.GetTypeInfo(type.ElementType!);
        var fits = true;
        for (var i = 0; i < list.Count; i++)
            fits &= Walk(list[i], item, $"{path}{i}.", input);
        return fits;
    }

    /// <summary>Any key will do; a value of the wrong type is refused under its key.</summary>
    private static bool WalkMap(JsonObject map, JsonTypeInfo type, string path, RequestInput input)
    {
        var item = type.Options.GetTypeInfo(type.ElementType!);
        foreach (var (name, value) in map.ToList())
        {
            if (Walk(value, item, $"{path}{name}.", input))
                continue;
            input.Refuse(path + name, Expected(type.ElementType!, type.Options));
            map.Remove(name);
        }

        return true;
    }

    private static bool Fits(JsonNode node, JsonTypeInfo type)
    {
        try
        {
            return node.Deserialize(type) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Expected(Type type, JsonSerializerOptions options)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(string))
            return "is a text.";
        if (plain == typeof(bool))
            return "is true or false.";
        if (plain == typeof(int) || plain == typeof(long))
            return "is a whole number.";
        if (plain == typeof(DateTimeOffset))
            return "is a time in ISO 8601: 2024-01-31T12:00:00Z.";
        return options.GetTypeInfo(plain) switch
        {
            { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } item } => item == typeof(string) ? "is a list of texts." : "is a list.",
            { Kind: JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary } => "is an object.",
            _ => "is a text, or a list of texts.",
        };
    }
}
