using System.Collections.ObjectModel;
using MimeKit;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>All headers of a message: lower-case name to decoded values, in order of occurrence.</summary>
internal static class HeaderMapper
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> None { get; } = ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Map(HeaderList headers)
    {
        var values = new Dictionary<string, List<string>>(headers.Count);
        foreach (var header in headers)
        {
            // A line that begins with a colon; the guard makes some, too.
            if (header.Field.Length == 0)
                continue;
            var name = header.Field.ToLowerInvariant();
            if (!values.TryGetValue(name, out var list))
                values[name] = list = new List<string>(1);
            list.Add(HeaderText.Decode(header));
        }

        return values.ToDictionary(header => header.Key, IReadOnlyList<string> (header) => header.Value);
    }
}
