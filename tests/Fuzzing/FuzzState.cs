using System.Globalization;

namespace ImapApi.Fuzzing;

/// <summary>How far each target has come, in a file: its next seed, its trials and its seconds.</summary>
internal sealed class FuzzState(string path)
{
    private readonly SortedDictionary<string, (int Seed, long Trials, double Seconds)> _targets = Read(path);

    public double Seconds => _targets.Values.Sum(target => target.Seconds);

    public int SeedOf(string target) => _targets.GetValueOrDefault(target).Seed;

    public void Add(string target, long trials, double seconds)
    {
        var before = _targets.GetValueOrDefault(target);
        _targets[target] = (before.Seed + 1, before.Trials + trials, before.Seconds + seconds);
        File.WriteAllLines(path, _targets.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Key} {entry.Value.Seed} {entry.Value.Trials} {entry.Value.Seconds:0.0}")));
    }

    private static SortedDictionary<string, (int, long, double)> Read(string path)
    {
        var targets = new SortedDictionary<string, (int, long, double)>(StringComparer.Ordinal);
        if (!File.Exists(path))
            return targets;
        foreach (var line in File.ReadLines(path))
        {
            if (line.Split(' ') is [var name, var seed, var trials, var seconds])
                targets[name] = (int.Parse(seed, CultureInfo.InvariantCulture), long.Parse(trials, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture));
        }

        return targets;
    }
}
