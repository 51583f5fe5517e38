using ImapApi.Infrastructure.Html;
using ImapApi.TestKit.Html;

namespace ImapApi.UnitTests.Infrastructure.Html;

public sealed class HtmlCleanerTests
{
    private readonly HtmlCleaner _cleaner = new();

    [Theory]
    [InlineData("<p>Hello <b>world</b> &amp; <i>all</i></p>", "<p>Hello <b>world</b> &amp; <i>all</i></p>")]
    [InlineData("<html><head><title>no</title><style>p{color:red}</style></head><body>yes</body></html>", "<div>yes</div>")]
    [InlineData("<body bgcolor=#eee style='margin:0'>x", "<div style=\"background-color:#eee;margin:0\">x</div>")]
    [InlineData("<a href=\"https://example.com/?a=1&b=2\">x</a>", "<a href=\"https://example.com/?a=1&amp;b=2\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("<a href=mailto:a@example.com>x</a>", "<a href=\"mailto:a@example.com\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>")]
    [InlineData("<a href=#top name=top id=top class=c>x</a>", "<a>x</a>")]
    [InlineData("<ul><li>one<li>two</ul>after", "<ul><li>one</li><li>two</li></ul>after")]
    [InlineData("<p>one<p>two<div>three", "<p>one</p><p>two</p><div>three</div>")]
    [InlineData("<table><tr><td>1<td>2<tr><td>3</table>x", "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>x")]
    [InlineData("<table><tr><td><ul><li><table><tr><td>in</table></ul></div></td></tr></table>", "<table><tr><td><ul><li><table><tr><td>in</td></tr></table></li></ul></td></tr></table>")]
    [InlineData("<b><i>x</b>y</i>", "<b><i>x</i></b>y")]
    [InlineData("<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=dot>", "<img src=\"data:image/gif;base64,R0lGODlhAQABAAAAACw=\" alt=\"dot\">")]
    [InlineData("<form action=/x>Name: <input name=a><button>Go</button></form>", "Name: Go")]
    [InlineData("a<br/>b<hr>c", "a<br>b<hr>c")]
    [InlineData("1 < 2 && 3 > 2 &nbsp;&copy;", "1 &lt; 2 &amp;&amp; 3 &gt; 2 &nbsp;©")]
    [InlineData("<svg><text>gone</text></svg>stays", "stays")]
    [InlineData("<p title='a' title='b'>x</p>", "<p title=\"a\">x</p>")]
    [InlineData("", "")]
    public void Keeps_what_is_harmless(string html, string clean) => _cleaner.Clean(html).Html.ShouldBe(clean);

    [Theory]
    [InlineData("color:red", "color:red")]
    [InlineData("COLOR : Red ; font-family: 'Segoe UI', Arial, sans-serif !important", "COLOR : Red;font-family: 'Segoe UI', Arial, sans-serif !important")]
    [InlineData("color:rgba(1, 2, 3, .5);width:calc(100% - 2px)", "color:rgba(1, 2, 3, .5);width:calc(100% - 2px)")]
    [InlineData("position:fixed;top:0;z-index:9;margin-left:-999px;color:#fff", "color:#fff")]
    [InlineData("background:url(https://e.invalid);background:#FFF", "background:#FFF")]
    [InlineData("background:/**/red;color:\\72 ed;width:expression(1)", "")]
    [InlineData("font-family:'a;b';color:blue", "color:blue")]
    [InlineData("color:red;;;;:x;y:;(", "color:red")]
    [InlineData("width:calc(1px;color:red", "")]
    public void Keeps_of_a_style_what_only_lays_out(string style, string kept) => StyleFilter.Apply(style).ShouldBe(kept);

    [Fact]
    public void Counts_what_would_have_been_loaded() => _cleaner.Clean(
        "<link rel=stylesheet href=https://e.invalid/c><body background=//e.invalid/b><img src=https://e.invalid/1 srcset='https://e.invalid/2 2x'>" +
        "<p style='background:url(https://e.invalid/3)'>x</p><style>p{background:url(\"https://e.invalid/4\")}</style><img src=cid:a><img src=data:image/png;base64,AA==><a href=https://e.invalid/no>x</a>")
        .BlockedRemote.ShouldBe(6);

    [Fact]
    public void Says_where_the_messages_own_images_belong()
    {
        var clean = _cleaner.Clean("<p>a<img alt=1 src=cid:one@x>b<IMG SRC='CID:two%40x'></p>");

        clean.Html.ShouldBe("<p>a<img alt=\"1\">b<img></p>");
        clean.Images.Select(image => (clean.Html[..image.Position], image.ContentId)).ShouldBe([("<p>a<img alt=\"1\"", "one@x"), ("<p>a<img alt=\"1\">b<img", "two@x")]);
    }

    [Theory]
    [InlineData("<div>")]
    [InlineData("<b><i></b></i>")]
    [InlineData("<table><tr><td>")]
    [InlineData("</p>")]
    [InlineData("<a href=https://x.invalid>")]
    [InlineData("<svg>")]
    [InlineData("<p style='color:red;color:rgb(1,2,3);'>")]
    [InlineData("<li>")]
    [InlineData("<br>")]
    [InlineData("&amp;")]
    [InlineData("\"<")]
    [InlineData("<!--")]
    [InlineData("x")]
    public void However_deep_or_often_it_stays_bounded(string piece)
    {
        var html = SampleHtml.Repeat(piece, 4_000_000);

        var clean = _cleaner.Clean(html);

        clean.Html.Length.ShouldBeLessThan(40_000_000);
        Depth(clean.Html).ShouldBeLessThanOrEqualTo(100);
    }

    [Fact]
    public void A_tag_with_endless_attributes_or_styles_stays_bounded()
    {
        _cleaner.Clean($"<p {SampleHtml.Repeat(2_000_000, row => $"title{row}=1 ")}>x</p>").Html.ShouldBe("<p>x</p>");
        _cleaner.Clean($"<p {SampleHtml.Repeat(2_000_000, _ => "title=1 ")}>x</p>").Html.ShouldBe("<p title=\"1\">x</p>");
        _cleaner.Clean($"<p style=\"{SampleHtml.Repeat(2_000_000, _ => "((((")}\">x</p>").Html.ShouldBe("<p>x</p>");
        _cleaner.Clean($"<p style=\"color:{SampleHtml.Repeat(2_000_000, _ => "rgb(")}\">x</p>").Html.ShouldBe("<p>x</p>");
    }

    private static int Depth(string html)
    {
        var (depth, deepest) = (0, 0);
        for (var at = html.IndexOf('<'); at >= 0; at = html.IndexOf('<', at + 1))
        {
            depth += html[at + 1] == '/' ? -1 : html.AsSpan(at).StartsWith("<br", StringComparison.Ordinal) ? 0 : 1;
            deepest = Math.Max(deepest, depth);
        }

        return deepest;
    }
}
