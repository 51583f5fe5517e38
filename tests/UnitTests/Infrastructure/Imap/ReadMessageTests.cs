using System.Text;
using ImapApi.Application.Errors;
using ImapApi.Domain.Messages;
using ImapApi.TestKit.Imap;

namespace ImapApi.UnitTests.Infrastructure.Imap;

public sealed class ReadMessageTests
{
    private static readonly TextRequest All = new(TextKinds.All, MaxBytes: null);

    [Fact]
    public async Task One_message_takes_one_command_and_its_text_one_more()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(1);

        var details = await bench.Store.GetAsync(ReadingBench.Account, ReadingBench.Id(1), new DetailsRequest(All), CancellationToken.None);

        details.Text.ShouldBe(new MessageText("Hello.\n", null, HasMore: false));
        details.Headers["subject"].ShouldBe(["Subject 1"]);
        details.Summary.Outline.InternetMessageId.ShouldBe("<1@example.com>");
        bench.Wire.Count.ShouldBe(2);
        bench.Wire[0].ShouldBe("UID FETCH 1 (UID FLAGS INTERNALDATE RFC822.SIZE BODYSTRUCTURE BODY.PEEK[HEADER])");
        bench.Wire[1].ShouldBe("UID FETCH 1 (BODY.PEEK[1]<0.9>)");
    }

    [Fact]
    public async Task A_structure_that_is_known_is_not_asked_again()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(1);
        await bench.ListAsync();

        var details = await bench.Store.GetAsync(ReadingBench.Account, ReadingBench.Id(1), new DetailsRequest(), CancellationToken.None);

        details.Text.ShouldBeNull();
        details.Summary.Outline.Leaves.Count.ShouldBe(1);
        bench.Wire[^1].ShouldNotContain("BODYSTRUCTURE");
    }

    [Fact]
    public async Task A_message_that_is_gone_is_not_found_whatever_is_asked_of_it()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(1);
        var gone = ReadingBench.Id(99);
        var store = bench.Store;

        await NotFoundAsync(() => store.GetAsync(ReadingBench.Account, gone, new DetailsRequest(All), CancellationToken.None), "MessageNotFound");
        await NotFoundAsync(() => store.GetTextAsync(ReadingBench.Account, new TextId(gone, [PartNumber.One], [], []), All, CancellationToken.None), "MessageNotFound");
        await NotFoundAsync(() => store.OpenSourceAsync(ReadingBench.Account, gone, CancellationToken.None), "MessageNotFound");
        await NotFoundAsync(() => store.OpenAttachmentAsync(ReadingBench.Account, new AttachmentId(gone, PartNumber.One), CancellationToken.None), "MessageNotFound");
        await NotFoundAsync(() => store.UpdateFlagsAsync(ReadingBench.Account, gone, new FlagChange([Flag.Seen], null, null), CancellationToken.None), "MessageNotFound");
        await NotFoundAsync(() => store.DeleteAsync(ReadingBench.Account, gone, force: true, CancellationToken.None), "MessageNotFound");
        await NotFoundAsync(() => store.OpenAttachmentAsync(ReadingBench.Account, new AttachmentId(ReadingBench.Id(1), PartNumber.Parse("2")), CancellationToken.None), "AttachmentNotFound");
    }

    [Fact]
    public async Task A_message_whose_structure_and_header_break_the_connection_is_shown_reduced()
    {
        await using var bench = new ReadingBench();
        var message = bench.Server.Inbox.Add();
        message.Attributes["BODYSTRUCTURE"] = "(\"text\" \"plain\" NIL NIL NIL \"7bit\" NOT-A-NUMBER 1)";

        var details = await bench.Store.GetAsync(ReadingBench.Account, ReadingBench.Id(1), new DetailsRequest(All), CancellationToken.None);
        details.Summary.Outline.Subject.ShouldBe("Subject 1");
        details.Headers["from"].ShouldBe(["Alice <alice@example.com>"]);
        details.Text.ShouldBe(new MessageText(null, null, HasMore: false));

        message.Attributes["BODY[HEADER]"] = "NOT-A-LITERAL";
        details = await bench.Store.GetAsync(ReadingBench.Account, ReadingBench.Id(1), new DetailsRequest(), CancellationToken.None);
        details.Summary.Outline.Subject.ShouldBe("Subject 1");
        details.Headers.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("8bit")]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    public async Task Text_is_cut_between_characters_at_every_size(string encoding)
    {
        const string Text = "Grüße 😀, 日本語!\nZweite Zeile – Ende";
        await using var bench = new ReadingBench();
        Add(bench, "text/plain; charset=utf-8", encoding, Encode(Text.Replace("\n", "\r\n", StringComparison.Ordinal), encoding));
        var length = Encoding.UTF8.GetByteCount(Text);

        for (var maxBytes = 1; maxBytes <= length + 2; maxBytes++)
        {
            var text = await GetTextAsync(bench, maxBytes);

            Text.ShouldStartWith(text.Plain!, Case.Sensitive, $"{maxBytes}");
            text.Plain!.ShouldNotContain('\uFFFD');
            Encoding.UTF8.GetByteCount(text.Plain!).ShouldBeInRange(Math.Min(maxBytes, length) - 3, maxBytes);
            text.HasMore.ShouldBe(maxBytes < length, $"{maxBytes}");
        }
    }

    [Theory]
    [InlineData("7bit", 1.1)]
    [InlineData("base64", 1.5)]
    [InlineData("quoted-printable", 1.5)]
    public async Task No_more_is_downloaded_than_the_asked_size_needs(string encoding, double factor)
    {
        await using var bench = new ReadingBench();
        Add(bench, "text/plain; charset=utf-8", encoding, Encode(string.Concat(Enumerable.Repeat("A line of ordinary text, nothing special.\r\n", 20_000)), encoding));

        var text = await GetTextAsync(bench, 10_000);

        Encoding.UTF8.GetByteCount(text.Plain!).ShouldBe(10_000);
        text.HasMore.ShouldBeTrue();
        var asked = bench.Wire.Where(line => line.Contains("BODY.PEEK[1]", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split('.', '>')[^2]));
        asked.ShouldBeInRange(10_000, (int)(10_000 * factor) + 1024);
    }

    [Fact]
    public async Task Text_that_decodes_to_almost_nothing_does_not_take_a_thousand_commands()
    {
        await using var bench = new ReadingBench();
        Add(bench, "text/plain", "quoted-printable", string.Concat(Enumerable.Repeat("=\r\n", 300_000)) + "end");

        var text = await GetTextAsync(bench, 100);

        text.ShouldBe(new MessageText("end", null, HasMore: false));
        bench.Wire.Count.ShouldBeLessThan(25);
    }

    [Fact]
    public async Task Flowed_text_is_unwrapped_before_it_is_measured()
    {
        await using var bench = new ReadingBench();
        Add(bench, "text/plain; format=flowed; delsp=yes", "7bit", "un \r\nwrap \r\nped\r\n");

        (await GetTextAsync(bench, 100)).Plain.ShouldBe("unwrapped\n");
        (await GetTextAsync(bench, 4)).ShouldBe(new MessageText("unwr", null, HasMore: true));
    }

    [Fact]
    public async Task A_text_id_of_parts_the_message_has_not_got_is_not_found()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(1);

        await NotFoundAsync(
            () => bench.Store.GetTextAsync(ReadingBench.Account, new TextId(ReadingBench.Id(1), [PartNumber.Parse("1.7")], [], []), All, CancellationToken.None),
            "MessageNotFound");
    }

    [Fact]
    public async Task An_attachment_starts_within_two_commands_and_is_decoded_as_it_is_read()
    {
        await using var bench = new ReadingBench();
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        Add(bench, "application/pdf; name=a.pdf", "base64", Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks));

        var attachment = await bench.Store.OpenAttachmentAsync(ReadingBench.Account, new AttachmentId(ReadingBench.Id(1), PartNumber.One), CancellationToken.None);
        bench.Wire.Count.ShouldBe(2);
        await using var content = attachment.Content;
        using var all = new MemoryStream();
        await content.CopyToAsync(all);

        attachment.ContentType.ShouldBe("application/pdf");
        attachment.FileName.ShouldBe("a.pdf");
        all.ToArray().AsSpan().SequenceEqual(bytes).ShouldBeTrue();
        bench.Wire.Count.ShouldBe(6);
    }

    [Fact]
    public async Task The_source_is_the_message_byte_for_byte()
    {
        await using var bench = new ReadingBench();
        bench.Server.Inbox.Fill(1);

        await using var source = await bench.Store.OpenSourceAsync(ReadingBench.Account, ReadingBench.Id(1), CancellationToken.None);
        using var reader = new StreamReader(source);

        (await reader.ReadToEndAsync()).ShouldBe(bench.Server.Inbox.Messages[0].Source);
        bench.Wire.ShouldHaveSingleItem().ShouldBe("UID FETCH 1 (BODY.PEEK[]<0.262144>)");
    }

    private static Task<MessageText> GetTextAsync(ReadingBench bench, int? maxBytes) =>
        bench.Store.GetTextAsync(ReadingBench.Account, new TextId(ReadingBench.Id(1), [PartNumber.One], [], []), new TextRequest(TextKinds.All, maxBytes), CancellationToken.None);

    private static void Add(ReadingBench bench, string contentType, string encoding, string body)
    {
        var type = MimeKit.ContentType.Parse(contentType);
        var parameters = string.Join(' ', type.Parameters.Select(parameter => $"\"{parameter.Name}\" \"{parameter.Value}\""));
        var message = new ScriptedMessage(1) { Body = body };
        message.Attributes["BODYSTRUCTURE"] = $"(\"{type.MediaType}\" \"{type.MediaSubtype}\" {(parameters.Length == 0 ? "NIL" : $"({parameters})")} NIL NIL \"{encoding}\" "
            + $"{Encoding.UTF8.GetByteCount(body)}{(type.MediaType == "text" ? " 1" : "")} NIL NIL NIL NIL)";
        bench.Server.Inbox.Messages.Add(message);
    }

    private static string Encode(string text, string encoding)
    {
        var encoder = new MimeKit.Encodings.QuotedPrintableEncoder();
        var bytes = Encoding.UTF8.GetBytes(text);
        var output = new byte[encoder.EstimateOutputLength(bytes.Length)];
        return encoding switch
        {
            "base64" => Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks),
            "quoted-printable" => Encoding.ASCII.GetString(output, 0, encoder.Flush(bytes, 0, bytes.Length, output)),
            _ => text,
        };
    }

    private static async Task NotFoundAsync(Func<Task> call, string code) => (await Should.ThrowAsync<NotFoundException>(call)).Code.ShouldBe(code);
}
