using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Mapping;
using MailKit;
using MimeKit;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class BodyStructureTests
{
    private const string Plain = "(\"text\" \"plain\" (\"charset\" \"utf-8\" \"format\" \"flowed\" \"DelSp\" \"Yes\") NIL NIL \"7bit\" 17 1 NIL NIL NIL NIL)";
    private const string Html = "(\"TEXT\" \"HTML\" (\"CHARSET\" \"UTF-8\") NIL NIL \"QUOTED-PRINTABLE\" 2135 40 NIL NIL NIL NIL)";
    private const string Image = "(\"image\" \"png\" (\"name\" \"a.png\") \"<cid1>\" NIL \"base64\" 400 NIL NIL NIL NIL)";
    private const string Pdf = "(\"application\" \"pdf\" NIL NIL NIL \"base64\" 9000 NIL (\"attachment\" (\"filename\" \"r.pdf\")) NIL NIL)";

    [Fact]
    public async Task A_single_part_is_number_one()
    {
        var leaf = (await LeavesAsync(Plain)).ShouldHaveSingleItem();

        leaf.ShouldBe(new BodyLeaf(PartNumber.One, "text/plain", "7bit", "utf-8", 17, null, null, IsAttachment: false, Embedded: false, Inline: false, IsFlowed: true, DelSp: true));
    }

    [Fact]
    public async Task Parts_are_numbered_as_IMAP_does_and_told_apart()
    {
        var leaves = await LeavesAsync($"((({Plain}({Html}{Image} \"related\" NIL NIL NIL NIL) \"alternative\" NIL NIL NIL NIL){Pdf} \"mixed\" NIL NIL NIL NIL){Image} \"mixed\" NIL NIL NIL NIL)");

        leaves.Select(leaf => $"{leaf.Part} {leaf.ContentType} {(leaf.IsAttachment ? "attachment" : "text")}{(leaf.Embedded ? " embedded" : "")}{(leaf.Inline ? " inline" : "")}").ShouldBe(
        [
            "1.1.1 text/plain text",
            "1.1.2.1 text/html text embedded inline",
            "1.1.2.2 image/png attachment embedded inline",
            "1.2 application/pdf attachment",
            "2 image/png attachment",
        ]);
        leaves[2].ContentId.ShouldBe("<cid1>");
        leaves[3].FileName.ShouldBe("r.pdf");
        leaves[1].TransferEncoding.ShouldBe("quoted-printable");
        leaves[1].Charset.ShouldBe("utf-8");
    }

    [Fact]
    public async Task An_attached_message_is_a_leaf_whatever_is_in_it()
    {
        var envelope = "(NIL \"inner\" NIL NIL NIL NIL NIL NIL NIL NIL)";
        var leaves = await LeavesAsync($"({Plain}(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 900 {envelope} ({Plain}{Html} \"alternative\" NIL NIL NIL NIL) 20 NIL NIL NIL NIL){Pdf} \"mixed\" NIL NIL NIL NIL)");

        leaves.Select(leaf => $"{leaf.Part} {leaf.ContentType} {leaf.IsAttachment}").ShouldBe(["1 text/plain False", "2 message/rfc822 True", "3 application/pdf True"]);
    }

    [Theory]
    [InlineData("text", "plain", "NIL", false)]
    [InlineData("text", "plain", "(\"inline\" NIL)", false)]
    [InlineData("text", "plain", "(\"INLINE\" (\"filename\" \"a.txt\"))", false)]
    [InlineData("text", "plain", "(\"attachment\" NIL)", true)]
    [InlineData("text", "html", "(\"Attachment\" (\"filename\" \"a.html\"))", true)]
    [InlineData("text", "plain", "(\"x-unheard-of\" NIL)", true)]
    [InlineData("text", "calendar", "NIL", false)]
    [InlineData("text", "rfc822-headers", "NIL", false)]
    [InlineData("application", "ms-tnef", "NIL", true)]
    [InlineData("application", "octet-stream", "(\"inline\" NIL)", true)]
    [InlineData("message", "delivery-status", "NIL", true)]
    public async Task Text_that_is_not_attached_is_body_and_all_else_is_attachment(string type, string subtype, string disposition, bool isAttachment)
    {
        var lines = type == "text" ? " 1" : "";
        var leaf = (await LeavesAsync($"(\"{type}\" \"{subtype}\" NIL NIL NIL \"7bit\" 5{lines} NIL {disposition} NIL NIL)")).ShouldHaveSingleItem();

        leaf.IsAttachment.ShouldBe(isAttachment);
    }

    [Theory]
    [InlineData("\"TEXT\" \"X-Odd+Type\"", "text/x-odd+type")]
    [InlineData("\"/\" \"p\"", "application/octet-stream")]
    [InlineData("\"image\" \"a/b\"", "application/octet-stream")]
    [InlineData("\"image\" \"a b\"", "application/octet-stream")]
    [InlineData("\"image\" \"a;b\"", "application/octet-stream")]
    [InlineData("\"\" \"\"", "application/octet-stream")]
    public async Task A_type_that_is_none_is_that_of_any_file(string type, string contentType)
    {
        var leaf = (await LeavesAsync($"({type} NIL NIL NIL \"base64\" 5{(type.StartsWith("\"TEXT", StringComparison.Ordinal) ? " 1" : "")} NIL (\"attachment\" (\"filename\" \"a\")) NIL NIL)")).ShouldHaveSingleItem();

        leaf.ContentType.ShouldBe(contentType);
    }

    [Theory]
    [InlineData("(\"filename\" \"report.pdf\")", "report.pdf")]
    [InlineData("(\"filename*\" \"utf-8''na%C3%AFve%20%E2%82%AC.txt\")", "naïve €.txt")]
    [InlineData("(\"filename*0*\" \"utf-8''long%20\" \"filename*1\" \"name.txt\")", "long name.txt")]
    [InlineData("(\"filename\" \"=?utf-8?q?na=C3=AFve=2Etxt?=\")", "naïve.txt")]
    [InlineData("(\"filename\" \"../../etc/passwd\")", "passwd")]
    [InlineData("(\"filename\" \"C:\\\\Users\\\\bob\\\\cv.doc\")", "cv.doc")]
    [InlineData("(\"filename*\" \"utf-8''evil%E2%80%AEgpj.exe\")", "evilgpj.exe")]
    [InlineData("(\"filename*\" \"utf-8''a%0D%0AX-Bad%3A%20b%00.txt\")", "aX-Bad: b.txt")]
    [InlineData("(\"filename\" \"..\")", null)]
    [InlineData("(\"filename\" \"/\")", null)]
    public async Task A_file_name_is_decoded_and_made_harmless(string parameters, string? name)
    {
        var leaf = (await LeavesAsync($"(\"application\" \"pdf\" NIL NIL NIL \"base64\" 5 NIL (\"attachment\" {parameters}) NIL NIL)")).ShouldHaveSingleItem();

        leaf.FileName.ShouldBe(name);
    }

    [Fact]
    public void Deep_and_wide_trees_are_cut()
    {
        BodyPart deep = new BodyPartText(new ContentType("text", "plain"), "");
        for (var i = 0; i < 5_000; i++)
        {
            var multipart = new BodyPartMultipart(new ContentType("multipart", "mixed"), "");
            multipart.BodyParts.Add(deep);
            deep = multipart;
        }

        var wide = new BodyPartMultipart(new ContentType("multipart", "mixed"), "");
        for (var i = 0; i < 30_000; i++)
            wide.BodyParts.Add(new BodyPartText(new ContentType("text", "plain"), ""));

        BodyStructureMapper.Map(deep).ShouldBeEmpty();
        BodyStructureMapper.Map(wide).Count.ShouldBe(BodyStructureMapper.MaxParts);
    }

    [Fact]
    public async Task A_tree_a_hundred_deep_is_read()
    {
        var structure = Plain;
        for (var i = 0; i < 99; i++)
            structure = $"({structure} \"mixed\" NIL NIL NIL NIL)";

        (await LeavesAsync(structure)).ShouldHaveSingleItem().Part.Value.Split('.').Length.ShouldBe(99);
    }

    private static async Task<IReadOnlyList<BodyLeaf>> LeavesAsync(string bodyStructure)
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Add().Attributes["BODYSTRUCTURE"] = bodyStructure;
        return (await bench.ListAsync()).Messages.ShouldHaveSingleItem().Outline.Leaves;
    }
}
