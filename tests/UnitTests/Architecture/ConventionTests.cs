using ImapApi.TestKit;

namespace ImapApi.UnitTests.Architecture;

public sealed class ConventionTests
{
    private static readonly string Root = Checkout.Root;

    [Fact]
    public void No_file_is_longer_than_300_lines() =>
        Sources("src", "tests", "bench", "clients").Where(path => ConventionRules.IsTooLong(File.ReadLines(Path.Combine(Root, path)).Count())).ShouldBeEmpty();

    [Fact]
    public void Half_of_the_files_are_shorter_than_60_lines()
    {
        var lengths = Sources("src").Select(path => File.ReadLines(Path.Combine(Root, path)).Count()).Order().ToArray();

        lengths[lengths.Length / 2].ShouldBeLessThanOrEqualTo(60);
    }

    [Fact]
    public void Nothing_is_left_undone_and_nothing_sleeps() =>
        Sources("src").Where(path => ConventionRules.ForbiddenWords().IsMatch(File.ReadAllText(Path.Combine(Root, path)))).ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_its_folder() =>
        Sources("src").Where(path => !ConventionRules.NamespaceIsFolder(path, File.ReadAllText(Path.Combine(Root, path)))).ShouldBeEmpty();

    [Fact]
    public void The_sources_are_found() => Sources("src", "tests").ShouldContain("tests/UnitTests/Architecture/ConventionTests.cs");

    private static string[] Sources(params string[] folders) =>
    [
        .. folders.Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Intersect(["bin", "obj"]).Any())
            .Order(StringComparer.Ordinal),
    ];
}
