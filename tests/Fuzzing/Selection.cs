namespace ImapApi.Fuzzing;

/// <summary>Chooses the few inputs that are worth being in the repository.</summary>
internal static class Selection
{
    private const int MostFiles = 24;
    private const int MostBytes = 20 * 1024;

    /// <summary>Again and again the one that takes most branches which none before took.</summary>
    public static IReadOnlyList<byte[]> Choose(IFuzzTarget target, IReadOnlyList<byte[]> inputs)
    {
        var taken = new List<(byte[] Input, HashSet<int> Branches)>();
        // The second time: see FuzzRun.
        foreach (var input in inputs)
            _ = Trial.Run(target, input);
        foreach (var input in inputs)
        {
            Coverage.Begin();
            if (Trial.Run(target, input) is null)
                taken.Add((input, Coverage.Taken()));
        }

        var chosen = new List<byte[]>();
        for (var bytes = 0; chosen.Count < MostFiles; bytes += chosen[^1].Length)
        {
            var (input, branches) = taken.Where(entry => entry.Branches.Count > 0 && bytes + entry.Input.Length <= MostBytes).OrderByDescending(entry => entry.Branches.Count).FirstOrDefault();
            if (input is null)
                break;
            chosen.Add(input);
            foreach (var entry in taken.Where(entry => entry.Branches != branches))
                entry.Branches.ExceptWith(branches);
            branches.Clear();
        }

        return chosen;
    }
}
