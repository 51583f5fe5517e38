namespace ImapApi.Api.Binding;

/// <summary>The query keys of an endpoint, as its metadata: the binder refuses every other key, the API description lists them.</summary>
internal sealed record QuerySchema(IReadOnlyList<QueryParameter> Parameters)
{
    public static QuerySchema Empty { get; } = new([]);

    public bool Knows(string key)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (Parameters[i].Matches(key))
                return true;
        }

        return false;
    }
}
