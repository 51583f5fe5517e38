using ImapApi.Domain.Messages;

namespace ImapApi.UnitTests.Domain.Messages;

public sealed class ImageInliningTests
{
    [Fact]
    public void Chooses_the_images_that_the_text_names_in_its_order()
    {
        BodyLeaf[] leaves = [Image("1", "<one>"), Image("2", "two"), Image("3", "unnamed"), Image("4", "text", "text/plain"), Image("5", "one")];

        ImageInlining.Choose(Html("two", "one", "two", "missing", "text"), leaves).Select(leaf => leaf.Part.Value).ShouldBe(["2", "1"]);
    }

    [Fact]
    public void Leaves_out_what_would_be_too_much_with_every_use_counted()
    {
        BodyLeaf[] leaves = [Image("1", "half", size: ImageInlining.MaxBytes / 2), Image("2", "other", size: ImageInlining.MaxBytes / 2), Image("3", "small", size: 1)];

        ImageInlining.Choose(Html("half", "other"), leaves).Count.ShouldBe(2);
        ImageInlining.Choose(Html("half", "other", "small"), leaves).Count.ShouldBe(2);
        ImageInlining.Choose(Html("half", "half", "half", "small"), leaves).Select(leaf => leaf.Part.Value).ShouldBe(["3"]);
    }

    [Fact]
    public void Chooses_so_many_and_no_more()
    {
        string[] ids = [.. Enumerable.Range(1, ImageInlining.MaxImages + 1).Select(number => $"id{number}")];

        ImageInlining.Choose(Html(ids), [.. ids.Select((id, at) => Image($"{at + 1}", id))]).Count.ShouldBe(ImageInlining.MaxImages);
    }

    [Fact]
    public void Puts_images_into_their_tags()
    {
        var html = new CleanHtml("<img><p><img alt=\"x\"></p><img>", [new ImagePlace(4, "one"), new ImagePlace(12, "two"), new ImagePlace(29, "missing")], BlockedRemote: 3, IsCut: true);

        var safe = ImageInlining.PutIn(html, [(Image("1", "<one>"), [1, 2, 3]), (Image("2", "two", "image/gif"), [4])]);

        safe.ShouldBe(new SafeHtml("<img src=\"data:image/png;base64,AQID\"><p><img src=\"data:image/gif;base64,BA==\" alt=\"x\"></p><img>", 3, 1, true));
    }

    private static CleanHtml Html(params string[] ids) => new("", [.. ids.Select(id => new ImagePlace(0, id))], BlockedRemote: 0, IsCut: false);

    private static BodyLeaf Image(string part, string id, string type = "image/png", int size = 10) =>
        new(PartNumber.Parse(part), type, "base64", Charset: null, (uint)size, FileName: null, id, IsAttachment: true, Embedded: true, Inline: true, IsFlowed: false, DelSp: false);
}
