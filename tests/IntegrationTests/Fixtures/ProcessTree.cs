using System.Globalization;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>The processes that another one has started.</summary>
public static class ProcessTree
{
    public static IReadOnlyList<StartedProcess> ChildrenOf(int parent) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? StartedProcess.Find(id) : null)
            .OfType<StartedProcess>().Where(process => process.Parent == parent)];
}
