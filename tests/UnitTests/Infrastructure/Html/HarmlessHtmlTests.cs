using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using CsCheck;
using Ganss.Xss;
using ImapApi.Infrastructure.Html;
using ImapApi.TestKit.Html;

namespace ImapApi.UnitTests.Infrastructure.Html;

/// <summary>Whatever goes in, what comes out is harmless: to a sanitizer that others wrote, and by what a browser's tree of it consists of.</summary>
public sealed class HarmlessHtmlTests
{
    private static readonly HtmlCleaner Cleaner = new();

    public static TheoryData<string> Vectors => [.. XssVectors.All];

    [Fact]
    public void There_are_many_vectors_and_they_are_dangerous()
    {
        XssVectors.All.Distinct().Count().ShouldBe(194);
        // The check is able to fail: most of them do not pass it as they are.
        XssVectors.All.Count(vector => Complaints(vector).Count > 0).ShouldBeGreaterThan(160);
    }

    [Theory, MemberData(nameof(Vectors), DisableDiscoveryEnumeration = true)]
    public void Of_every_vector_only_harmless_html_is_left(string vector)
    {
        var clean = Cleaner.Clean(vector).Html;

        Complaints(clean).ShouldBeEmpty($"{vector} → {clean}");
        Cleaner.Clean(clean).Html.ShouldBe(clean);
    }

    [Fact]
    public void Of_vectors_cut_and_put_together_at_random_only_harmless_html_is_left() => Gen.Select(Gen.Int[0, XssVectors.All.Count - 1], Gen.Int[0, 200], Gen.Int[0, 200])
        .Array[1, 6]
        .Select(pieces => string.Concat(pieces.Select(piece => Cut(XssVectors.All[piece.Item1], piece.Item2, piece.Item3))))
        .Sample(html => Complaints(Cleaner.Clean(html).Html).Count == 0, iter: 3000);

    private static string Cut(string text, int from, int length)
    {
        from = Math.Min(from % (text.Length + 1), text.Length / 2);
        return text.Substring(from, Math.Min(text.Length - from, length));
    }

    private static List<string> Complaints(string html)
    {
        var complaints = new List<string>();
        var sanitizer = new HtmlSanitizer();
        Fill(sanitizer.AllowedTags, AllowedHtml.Elements);
        Fill(sanitizer.AllowedAttributes, [.. AllowedHtml.Attributes, "href", "src", "style", "target", "rel"]);
        Fill(sanitizer.AllowedSchemes, ["https", "http", "mailto", "tel", "data"]);
        Fill(sanitizer.AllowedCssProperties, AllowedHtml.Properties);
        sanitizer.RemovingTag += (_, removed) => complaints.Add($"element {removed.Tag.LocalName}");
        sanitizer.RemovingAttribute += (_, removed) => complaints.Add($"attribute {removed.Attribute.Name}");
        sanitizer.RemovingAtRule += (_, removed) => complaints.Add($"rule {removed.Rule.Type}");
        sanitizer.RemovingComment += (_, _) => complaints.Add("comment");
        sanitizer.Sanitize(html);
        // Once more from the tree, as a browser would make it of the text and of its own serialisation.
        var tree = new HtmlParser().ParseDocument(html);
        complaints.AddRange(tree.Body!.QuerySelectorAll("*").SelectMany(Dangers));
        complaints.AddRange(new HtmlParser().ParseDocument(tree.Body.InnerHtml).Body!.QuerySelectorAll("*").SelectMany(Dangers));
        return complaints;
    }

    private static IEnumerable<string> Dangers(IElement element)
    {
        if (!AllowedHtml.Elements.Contains(element.LocalName))
            yield return $"<{element.LocalName}>";
        foreach (var attribute in element.Attributes)
        {
            var value = attribute.Value;
            if (attribute.Name.StartsWith("on", StringComparison.Ordinal) || attribute.Name is "id" or "name" or "class" or "srcset" or "background")
                yield return attribute.Name;
            if (attribute.Name == "src" && !value.StartsWith("data:image/", StringComparison.Ordinal) || value.StartsWith("data:image/svg", StringComparison.OrdinalIgnoreCase))
                yield return $"src={value}";
            if (attribute.Name == "href" && (element.LocalName != "a" || !Uri.TryCreate(value, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https" or "mailto" or "tel")))
                yield return $"href={value}";
            if (attribute.Name == "style" && (value.Contains("url", StringComparison.OrdinalIgnoreCase) || value.Contains('\\') || value.Contains("position", StringComparison.OrdinalIgnoreCase)))
                yield return $"style={value}";
        }
    }

    private static void Fill(ISet<string> set, IEnumerable<string> values)
    {
        set.Clear();
        set.UnionWith(values);
    }
}
