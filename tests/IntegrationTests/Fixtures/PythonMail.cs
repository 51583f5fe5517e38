using System.Diagnostics;
using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>A message as Python's <c>email</c> package reads it: a parser that shares nothing with the program.</summary>
public static class PythonMail
{
    private const string Script = """
        import sys, json, hashlib
        from email import message_from_binary_file, policy
        m = message_from_binary_file(sys.stdin.buffer, policy=policy.default)
        people = lambda name: [[a.display_name, a.addr_spec] for h in m.get_all(name, []) for a in h.addresses]
        body = lambda kind: next((p.get_content() for p in m.walk() if p.get_content_type() == kind and not p.is_attachment()), None)
        json.dump({
            "defects": [str(d) for p in m.walk() for d in p.defects],
            "names": m.keys(), "subject": m["Subject"], "messageId": m["Message-ID"], "inReplyTo": m["In-Reply-To"], "references": (m["References"] or "").split(),
            "from": people("From"), "to": people("To"), "cc": people("Cc"), "replyTo": people("Reply-To"), "custom": m["X-Ticket"],
            "reports": [dict(group.items()) for p in m.walk() if p.get_content_type() == "message/delivery-status" for group in p.get_payload()],
            "returned": next((p.get_payload()[0]["Message-ID"] for p in m.walk() if p.get_content_type() == "message/rfc822"), None),
            "text": body("text/plain"), "html": body("text/html"),
            "parts": [{"type": p.get_content_type(), "name": p.get_filename(), "cid": p["Content-ID"], "disposition": p.get_content_disposition(),
                       "sha256": hashlib.sha256(p.get_payload(decode=True)).hexdigest()} for p in m.walk() if not p.is_multipart() and p.get_content_maintype() != "text"],
        }, sys.stdout)
        """;

    public static async Task<JsonElement> ReadAsync(byte[] message)
    {
        var start = new ProcessStartInfo("python3", ["-c", Script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start)!;
        await python.StandardInput.BaseStream.WriteAsync(message);
        python.StandardInput.Close();
        var (output, errors) = (await python.StandardOutput.ReadToEndAsync(), await python.StandardError.ReadToEndAsync());
        await python.WaitForExitAsync();
        python.ExitCode.ShouldBe(0, errors);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }
}
