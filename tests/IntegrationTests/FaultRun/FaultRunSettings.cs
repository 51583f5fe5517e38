using System.Globalization;

namespace ImapApi.IntegrationTests.FaultRun;

/// <summary>How long faults happen, to how many accounts, and which; see <c>tests/faults.sh</c>.</summary>
internal sealed record FaultRunSettings(TimeSpan Length, int Accounts, int Seed)
{
    /// <summary>Long enough that memory has come to rest.</summary>
    public bool IsLong => Length >= TimeSpan.FromMinutes(2);

    public static FaultRunSettings Read() => new(TimeSpan.FromSeconds(Number("IMAPAPI_FAULTS_SECONDS", 8)), Number("IMAPAPI_FAULTS_ACCOUNTS", 3), Number("IMAPAPI_FAULTS_SEED", 1));

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
