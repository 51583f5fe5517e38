using System.Text.RegularExpressions;
using ImapApi.TestKit;

namespace ImapApi.UnitTests.Architecture;

public sealed partial class DocumentationTests
{
    private static readonly string[] Built = ["bin", "obj", "node_modules", ".git"];

    [Fact]
    public void Every_link_to_a_file_leads_to_one()
    {
        var links = Pages().SelectMany(page => Links(page).Select(link => (Page: page, Link: link))).ToList();
        links.Count.ShouldBeGreaterThan(60);

        links.Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(link.Page)!, link.Link))).ShouldBeEmpty();
    }

    [Fact]
    public void The_index_leads_to_every_page()
    {
        var docs = Path.Combine(Checkout.Root, "docs");
        var pages = Directory.EnumerateFiles(docs, "*.md").Select(page => Path.GetRelativePath(docs, page)).Where(page => page != "README.md");

        pages.ShouldBeSubsetOf(Links(Path.Combine(docs, "README.md")));
    }

    private static IEnumerable<string> Pages() => Directory.EnumerateFiles(Checkout.Root, "*.md", SearchOption.AllDirectories)
        .Where(page => !Path.GetRelativePath(Checkout.Root, page).Split('/').Any(Built.Contains));

    private static IEnumerable<string> Links(string page) => Link().Matches(File.ReadAllText(page)).Select(link => link.Groups["file"].Value);

    // Not to other places, nor within the page.
    [GeneratedRegex(@"\]\((?<file>[^)#:\s]+)(?:#[^)\s]*)?\)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();
}
