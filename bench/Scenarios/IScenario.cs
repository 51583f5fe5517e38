using ImapApi.Bench.Reporting;

namespace ImapApi.Bench.Scenarios;

/// <summary>One table of the report.</summary>
internal interface IScenario
{
    /// <summary>The word on the command line and the name of the results file.</summary>
    string Name { get; }

    string Title { get; }

    /// <summary>What is done, in a few sentences for the report.</summary>
    string Method { get; }

    Task<IReadOnlyList<Figure>> RunAsync(Stage stage);
}
