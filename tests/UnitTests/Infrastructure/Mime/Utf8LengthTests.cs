using System.Text;
using ImapApi.Infrastructure.Mime;

namespace ImapApi.UnitTests.Infrastructure.Mime;

public sealed class Utf8LengthTests
{
    [Theory]
    [InlineData("plain")]
    [InlineData("Grüße €")]
    [InlineData("😀a😀é日")]
    public void Cuts_between_characters_at_every_length(string text)
    {
        for (var bytes = 0; bytes <= Encoding.UTF8.GetByteCount(text) + 1; bytes++)
        {
            var cut = Utf8Length.Cut(text, bytes);

            text.ShouldStartWith(cut, Case.Sensitive);
            Utf8Length.Of(cut).ShouldBeLessThanOrEqualTo(bytes);
            cut.ShouldNotContain('\uFFFD');
            if (cut.Length < text.Length)
                Utf8Length.Of(cut + Rune.GetRuneAt(text, cut.Length)).ShouldBeGreaterThan(bytes, "it could have been longer");
        }
    }
}
