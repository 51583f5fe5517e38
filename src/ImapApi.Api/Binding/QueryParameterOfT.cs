namespace ImapApi.Api.Binding;

/// <summary>A query key that is read as <typeparamref name="T"/>.</summary>
/// <param name="Allowed">What a value must be, to end the sentence "page …".</param>
internal sealed record QueryParameter<T>(string Name, string Type, string? Format, string Description, QueryParameter<T>.Reader Read, string Allowed)
    : QueryParameter(Name, Type, Format, Description)
{
    public delegate bool Reader(string text, out T value);
}
