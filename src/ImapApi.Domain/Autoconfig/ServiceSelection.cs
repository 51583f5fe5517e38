namespace ImapApi.Domain.Autoconfig;

/// <summary>Which of a service's servers to use: RFC 2782, "Usage rules".</summary>
public static class ServiceSelection
{
    /// <summary>One of the lowest priority among those at which a server can be, by chance in proportion to its weight. Null: none.</summary>
    /// <param name="below">A random number from 0 to below what it is given.</param>
    public static MailHost? Choose(IEnumerable<ServiceRecord> records, bool secure, Func<int, int> below)
    {
        var usable = records.Where(record => !record.IsRefusal)
            .Select(record => (Record: record, Host: MailHost.TryCreate(record.Target, record.Port, secure)))
            .Where(candidate => candidate.Host is not null)
            .GroupBy(candidate => candidate.Record.Priority)
            .MinBy(group => group.Key)?
            // Those of weight 0 come first, so that they have a small chance and not none.
            .OrderBy(candidate => candidate.Record.Weight)
            .ToArray();
        if (usable is null)
            return null;
        var drawn = below(usable.Sum(candidate => candidate.Record.Weight) + 1);
        var running = 0;
        return usable.First(candidate => (running += candidate.Record.Weight) >= drawn).Host;
    }
}
