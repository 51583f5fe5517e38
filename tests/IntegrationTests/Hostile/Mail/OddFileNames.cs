using static ImapApi.IntegrationTests.Hostile.Mail.OddMessage;

namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Names of files: in pieces (RFC 2231), in disguise, and with a way out.</summary>
internal static class OddFileNames
{
    public static IEnumerable<OddMessage> All =>
    [
        Name("in quotes", "filename=\"a b.txt\""),
        Name("without quotes", "filename=a.txt"),
        Name("in percent", "filename*=utf-8''%E6%97%A5%E6%9C%AC.txt"),
        Name("in percent with a language", "filename*=iso-8859-1'de'Gr%FC%DFe.txt"),
        Name("in percent of no charset", "filename*=''plain.txt"),
        Name("in percent without apostrophes", "filename*=plain.txt"),
        Name("in bad percent", "filename*=utf-8''%ZZ%4.txt"),
        Name("in a charset nobody knows", "filename*=x-klingon''a%FCb.txt"),
        Name("in pieces", "filename*0=\"one \"; filename*1=\"two \"; filename*2=\"three.txt\""),
        Name("in encoded pieces", "filename*0*=utf-8''%E6%97; filename*1*=%A5.txt"),
        Name("in mixed pieces", "filename*0*=utf-8''Gr%C3%BC; filename*1=\"sse \"; filename*2*=%C3%9F.txt"),
        Name("in pieces out of order", "filename*2=\"three.txt\"; filename*0=\"one \"; filename*1=\"two \""),
        Name("in pieces with a gap", "filename*0=\"one.txt\"; filename*2=\"three\""),
        Name("in pieces without the first", "filename*1=\"two\"; filename*2=\"three.txt\""),
        Name("in the same piece twice", "filename*0=\"one.txt\"; filename*0=\"uno.txt\""),
        Name("in pieces with numbers beyond reason", "filename*0=\"one.txt\"; filename*999999999999=\"far\""),
        Name("in a thousand pieces", string.Join("; ", Enumerable.Range(0, 1000).Select(number => $"filename*{number}=p"))),
        Name("twice, plain and in percent", "filename=\"plain.txt\"; filename*=utf-8''better.txt"),
        Name("as an encoded word", "filename=\"=?utf-8?B?5pel5pysLnR4dA==?=\""),
        Name("as an encoded word without quotes", "filename==?utf-8?B?5pel5pysLnR4dA==?="),
        Name("in UTF-8 as it is", Utf8("filename=\"Grüße.txt\"")),
        Name("in Latin-1 as it is", "filename=\"Gr\u00fc\u00dfe.txt\""),
        Name("upwards", "filename=\"../../../etc/passwd\""),
        Name("upwards in percent", "filename*=utf-8''..%2F..%2Fetc%2Fpasswd"),
        Name("upwards with backslashes", "filename=\"..\\\\..\\\\boot.ini\""),
        Name("from the root", "filename=\"/etc/passwd\""),
        Name("on a drive", "filename=\"C:\\\\Windows\\\\system.ini\""),
        Name("on a share", "filename=\"\\\\\\\\server\\\\share\\\\x.txt\""),
        Name("of dots", "filename=\"..\""),
        Name("of nothing", "filename=\"\""),
        Name("of blanks", "filename=\"   \""),
        Name("with a NUL", "filename*=utf-8''a.txt%00.exe"),
        Name("with a line end", "filename*=utf-8''a%0D%0AX-Evil:%20yes.txt"),
        Name("that reads backwards", "filename*=utf-8''gpj.%E2%80%AEexe.txt"),
        Name("of five thousand letters", $"filename=\"{new string('f', 5000)}.txt\""),
        Name("that is a device", "filename=\"CON\""),
        Name("with semicolons and quotes", "filename=\"a;b\\\"c.txt\""),
        Name("that never closes its quotes", "filename=\"open.txt"),
        Attached("a file name of the type alone", "Content-Type: application/zip; name=\"bomb.zip\"\r\n"),
        Attached("file names of type and disposition that differ", "Content-Type: application/zip; name=\"one.zip\"\r\nContent-Disposition: attachment; filename=\"two.zip\"\r\n"),
        Attached("a disposition of nothing", "Content-Type: application/zip\r\nContent-Disposition:\r\n"),
        Attached("a disposition nobody knows", "Content-Type: text/plain\r\nContent-Disposition: x-strange; filename=a.txt\r\n"),
        Attached("a text that is shown inline with a name", "Content-Type: text/plain\r\nContent-Disposition: inline; filename=a.txt\r\n"),
        Attached("a thousand parameters", "Content-Type: application/octet-stream; " + string.Join("; ", Enumerable.Range(0, 1000).Select(number => $"p{number}=v")) + "\r\nContent-Disposition: attachment; filename=a.bin\r\n"),
        Attached("a content id that is none", "Content-Type: image/png\r\nContent-ID: < > < \" >\r\nContent-Disposition: inline; filename=a.png\r\n"),
    ];

    private static OddMessage Name(string name, string parameter) => Attached("file name " + name, $"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; {parameter}\r\n");
}
