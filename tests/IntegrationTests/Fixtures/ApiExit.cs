namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>How the program ended.</summary>
public sealed record ApiExit(int Code, string Output, string Errors)
{
    /// <summary>It failed, and said why in one line on stderr; the log on stdout shows no stack of it.</summary>
    public void ShouldBeOneLine(string named)
    {
        var everything = $"exit code {Code}\n--- stdout\n{Output}\n--- stderr\n{Errors}";
        Code.ShouldNotBe(0, everything);
        Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1, everything);
        Errors.ShouldContain(named, Case.Insensitive, everything);
        Output.ShouldNotContain("Unhandled exception");
        Output.ShouldNotContain(" fatal ");
        Output.ShouldNotContain("Hosting failed to start");
    }
}
