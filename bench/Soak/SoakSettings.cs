using System.Globalization;
using ImapApi.Bench.Scenarios;

namespace ImapApi.Bench.Soak;

/// <summary>How long it takes, and how many accounts there are; see <c>tests/soak.sh</c>.</summary>
internal sealed record SoakSettings(TimeSpan Length, int Accounts)
{
    public const int FullMinutes = 30;
    public const int FullAccounts = 300;

    public static SoakSettings Read(Stage stage)
    {
        var settings = new SoakSettings(
            TimeSpan.FromMinutes(Number("SOAK_MINUTES", stage.Short(FullMinutes, 2))),
            (int)Number("SOAK_ACCOUNTS", stage.Short(FullAccounts, 50)));
        return stage.IsTrial || (settings.Length >= TimeSpan.FromMinutes(FullMinutes) && settings.Accounts >= FullAccounts)
            ? settings
            : throw new InvalidOperationException("What runs for a shorter time, or with fewer accounts, is not recorded: tests/soak.sh tries it.");
    }

    private static double Number(string variable, double otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
