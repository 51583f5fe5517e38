namespace ImapApi.UnitTests.Architecture.Planted;

/// <summary>Breaks the rules on names and static state.</summary>
internal static class PlantedHelper
{
    private static readonly Dictionary<string, int> Filling = [];

    public static int Calls { get; set; }

    public static int Fill(string key) => Filling[key] = ++Calls;
}
