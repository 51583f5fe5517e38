using System.Security.Cryptography;

namespace ImapApi.Fuzzing;

/// <summary>
/// The inputs of one target that are kept: in the repository a few that take many branches together, and every one that ever found something; outside of it
/// all that took a new branch.
/// </summary>
/// <param name="kept">In the repository.</param>
/// <param name="grown">Outside.</param>
internal sealed class Corpus(string kept, string grown)
{
    private const string FindingPrefix = "found-";

    /// <summary>The smallest first.</summary>
    public IReadOnlyList<byte[]> Load() =>
        [.. new[] { kept, grown }.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Select(File.ReadAllBytes).OrderBy(input => input.Length)];

    /// <summary>The inputs that are in the repository, with their names.</summary>
    public static IEnumerable<(string Name, byte[] Input)> LoadKept(string kept) =>
        Directory.Exists(kept) ? Directory.EnumerateFiles(kept).Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllBytes(file))) : [];

    public void Grow(byte[] input) => Write(grown, NameOf(input), input);

    /// <returns>Its path.</returns>
    public string AddFinding(byte[] input) => Write(kept, FindingPrefix + NameOf(input), input);

    /// <summary>Puts others in place of those that found nothing.</summary>
    public void Replace(IEnumerable<byte[]> inputs)
    {
        Directory.CreateDirectory(kept);
        foreach (var file in Directory.EnumerateFiles(kept).Where(file => !Path.GetFileName(file).StartsWith(FindingPrefix, StringComparison.Ordinal)))
            File.Delete(file);
        foreach (var input in inputs)
            Write(kept, NameOf(input), input);
    }

    private static string Write(string folder, string name, byte[] input)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string NameOf(byte[] input) => Convert.ToHexStringLower(SHA256.HashData(input))[..12];
}
