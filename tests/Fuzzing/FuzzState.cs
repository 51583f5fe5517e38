using System.Globalization;

namespace ImapApi.Fuzzing;

/// <summary>How far each target has come, in a file of its own: its next seed, its trials and its seconds.</summary>
internal sealed class FuzzState(string folder)
{
    /// <summary>Of all targets together.</summary>
    public double Seconds => Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Sum(file => Read(file).Seconds) : 0;

    public int SeedOf(string target) => Read(FileOf(target)).Seed;

    public void Add(string target, long trials, double seconds)
    {
        Directory.CreateDirectory(folder);
        var before = Read(FileOf(target));
        File.WriteAllText(FileOf(target), string.Create(CultureInfo.InvariantCulture, $"{before.Seed + 1} {before.Trials + trials} {before.Seconds + seconds:0.0}"));
    }

    private string FileOf(string target) => Path.Combine(folder, target + ".txt");

    private static (int Seed, long Trials, double Seconds) Read(string file) =>
        File.Exists(file) && File.ReadAllText(file).Split(' ') is [var seed, var trials, var seconds]
            ? (int.Parse(seed, CultureInfo.InvariantCulture), long.Parse(trials, CultureInfo.InvariantCulture), double.Parse(seconds, CultureInfo.InvariantCulture))
            : default;
}
