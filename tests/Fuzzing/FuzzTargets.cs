using ImapApi.Fuzzing.Targets;

namespace ImapApi.Fuzzing;

internal static class FuzzTargets
{
    public static IReadOnlyList<IFuzzTarget> All { get; } =
    [
        new IdTarget(), new CursorTarget(), new TokenTarget(), new ConfigurationTarget(), new GuardTarget(), new FlagLineTarget(),
        new StructureTarget(), new TextTarget(), new HtmlTarget(), new HeaderTarget(), new ThreadingTarget(),
    ];
}
