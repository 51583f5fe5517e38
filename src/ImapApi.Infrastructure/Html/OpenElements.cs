namespace ImapApi.Infrastructure.Html;

/// <summary>The elements that are open, innermost last; knows at once whether one of a name is among them.</summary>
internal sealed class OpenElements
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    public int Count => _names.Count;

    public string this[int index] => _names[index];

    public bool Contains(string name) => _counts.GetValueOrDefault(name) > 0;

    public void Push(string name)
    {
        _names.Add(name);
        _counts[name] = _counts.GetValueOrDefault(name) + 1;
    }

    public string Pop()
    {
        var name = _names[^1];
        _names.RemoveAt(_names.Count - 1);
        _counts[name]--;
        return name;
    }
}
