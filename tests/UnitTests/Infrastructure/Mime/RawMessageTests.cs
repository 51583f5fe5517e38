using System.Text;
using CsCheck;
using ImapApi.Api.Binding;
using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Mime;
using MimeKit;

namespace ImapApi.UnitTests.Infrastructure.Mime;

public sealed class RawMessageTests
{
    private static readonly string[] Pieces =
    [
        "Subject", ":", " ", "\r\n", "\n", "\t", "a", "Content-Type: multipart/mixed; boundary=x", "\r\n\r\n", "--x", "--x  \r\n", "\r", "é", "Message-ID", "<a@b>", "=?utf-8?q?x?=",
        "To: ", "From ", "\"", "(", "\r\n ", "MIME-Version: 1.0\r\n", ".\r\n", "Content-Transfer-Encoding: base64\r\n\r\n",
    ];

    [Theory]
    [InlineData("Subject: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b  \r\n\r\npart\r\n--b--  \r\nepilogue\r\n\r\n")]
    [InlineData("subject:a\r\nX-Odd :  b \r\n folded \r\n\r\n\r\n\r\nbody\r\n.\r\n.")]
    [InlineData("Content-Type: text/plain\r\nContent-Type: text/html\r\nMIME-Version: 1.0\r\nMessage-Id: <a@b>\r\nMessage-Id: <c@d>\r\n\r\nx")]
    [InlineData("DKIM-Signature: v=1; b=abc\r\n\tdef\r\nFrom: <é@x>\r\n\r\nÿ\r\n")]
    public async Task Goes_out_byte_for_byte(string text) => (await WriteAsync(text)).ShouldBe(text);

    [Fact]
    public async Task Line_ends_become_CRLF() =>
        (await WriteAsync("Subject: a\nTo: b\n folded\r\n\nx\r\ny\nz")).ShouldBe("Subject: a\r\nTo: b\r\n folded\r\n\r\nx\r\ny\r\nz");

    [Fact]
    public async Task Whatever_is_taken_goes_out_as_it_came() =>
        await Gen.Int[0, Pieces.Length - 1].Array[1, 30].SampleAsync(
            async picks =>
            {
                var text = "X: y" + string.Concat(picks.Select(pick => Pieces[pick]));
                string written;
                try
                {
                    written = await WriteAsync(text);
                }
                catch (ValidationFailedException)
                {
                    return;
                }

                // A header alone gets the empty line that ends it.
                var expected = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);
                written[..expected.Length].ShouldBe(expected);
                written[expected.Length..].ShouldBeOneOf("", "\r\n", "\r\n\r\n");
            },
            iter: 2000);

    [Theory]
    [InlineData("Message-ID: <a@b>\r\n\r\n", "<a@b>")]
    [InlineData("Message-Id:\r\n <a@b> (comment)\r\n\r\n", "<a@b>")]
    [InlineData("Subject: x\r\n\r\nMessage-ID: <a@b>\r\n", null)]
    public async Task The_message_id_is_read_from_the_header(string text, string? id)
    {
        using var message = await ReadAsync(text);

        message.MessageId.ShouldBe(id);
    }

    [Theory]
    [InlineData("Hello there\r\n\r\n", "begins with a header field")]
    [InlineData("\r\nSubject: x\r\n", "begins with a header field")]
    [InlineData("From bob Mon Jan 1\r\nSubject: x\r\n\r\n", "begins with a header field")]
    [InlineData("Subject: x\r\na)(", "header that can be read")]
    [InlineData("Subject: x\r\n\r\na\0b", "NUL")]
    public async Task What_is_no_message_is_refused(string text, string why)
    {
        var refused = await Should.ThrowAsync<ValidationFailedException>(() => ReadAsync(text));

        refused.Fields.ShouldHaveSingleItem().Key.ShouldBe("raw");
        refused.Message.ShouldContain(why);
    }

    [Fact]
    public async Task A_header_without_end_is_refused()
    {
        var text = "Subject: x\r\n" + string.Concat(Enumerable.Repeat("X: " + new string('y', 900) + "\r\n", 1300)) + "\r\n";

        (await Should.ThrowAsync<ValidationFailedException>(() => ReadAsync(text))).Message.ShouldContain("1048576 bytes of header");
    }

    private static Task<RawMessage> ReadAsync(string text) => RawMessage.ReadAsync(new MemoryContent(Encoding.Latin1.GetBytes(text)), CancellationToken.None);

    private static async Task<string> WriteAsync(string text)
    {
        using var message = await ReadAsync(text);
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        var (once, twice) = (new MemoryStream(), new MemoryStream());
        message.Message.WriteTo(options, once);
        await message.Message.WriteToAsync(options, twice);
        twice.ToArray().ShouldBe(once.ToArray());
        return Encoding.Latin1.GetString(once.ToArray());
    }
}
