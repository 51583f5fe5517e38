using System.Diagnostics;
using System.Text.Json;

namespace ImapApi.IntegrationTests.Hostile.Mail;

/// <summary>Many messages as a client made with Python's <c>email</c> package would show them: a parser, and rules, that share nothing with the program.</summary>
internal static class PythonReader
{
    private const string Script = """
        import sys, json, hashlib, base64, re
        from email import message_from_bytes, policy
        from email.header import decode_header, make_header
        sys.setrecursionlimit(20000)
        def leaves(p):
            if p.is_multipart() and p.get_content_maintype() == "multipart":
                for q in p.get_payload(): yield from leaves(q)
            else: yield p
        def text(p):
            data = p.get_payload(decode=True) or b""
            name = (p.get_content_charset() or "").strip("\"' ")
            name = {"iso-8859-1": "cp1252", "gb2312": "gb18030", "shift_jis": "cp932", "euc-kr": "cp949"}.get(name, name)
            if name not in ("", "us-ascii", "utf-7"):
                try: return data.decode(name, "replace").lstrip("\ufeff")
                except (LookupError, ValueError): pass
            for bom, enc in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le")):
                if data.startswith(bom): return data[len(bom):].decode(enc, "replace")
            if p.get_content_type() == "text/html":
                m = re.search(rb"<meta\s+charset=[\"']?([a-z0-9-]+)", data[:1024], re.I)
                if m and not m[1].lower().startswith(b"utf-16"):
                    return data.decode(m[1].decode(), "replace")
            try: return data.decode("utf-8")
            except ValueError: return data.decode("cp1252", "replace")
        def name_of(p):
            n = p.get_filename()
            if n is None: return None
            n = re.split(r"[/\\]", n)[-1]
            n = "".join(c for c in n if ord(c) > 31 and not 127 <= ord(c) < 160 and c not in "\u202a\u202b\u202c\u202d\u202e\u2028\u2029").strip()[:255]
            return None if n in ("", ".", "..") else n
        def clean(v):
            if isinstance(v, list): return [clean(x) for x in v]
            if not isinstance(v, str) or not any("\ud800" <= c <= "\udfff" for c in v): return v
            raw = v.encode("utf-8", "surrogateescape" if all(not "\ud800" <= c <= "\udfff" or "\udc80" <= c <= "\udcff" for c in v) else "replace")
            try: return raw.decode("utf-8")
            except ValueError: return raw.decode("cp1252", "replace")
        def attempt(f):
            try: return clean(f())
            except RecursionError: return "RecursionError"
            except Exception as e: return "failed: " + type(e).__name__
        def body(parts, kind): return "\n".join(text(p) for p in parts if p.get_content_type() == kind)
        def read(data):
            m = message_from_bytes(data, policy=policy.default)
            all = list(leaves(m))
            shown = [p for p in all if p.get_content_maintype() == "text" and p.get_content_disposition() in (None, "inline", "")]
            return {
                "subject": attempt(lambda: str(m["Subject"] or "")),
                "from": attempt(lambda: [[a.display_name, a.addr_spec] for a in m["From"].addresses][:1] if m["From"] else []),
                "to": attempt(lambda: sum(len(h.addresses) for h in m.get_all("To", []))),
                "plain": attempt(lambda: body(shown, "text/plain")),
                "html": attempt(lambda: body(shown, "text/html")),
                "attachments": attempt(lambda: [[p.get_content_type(), name_of(p),
                    None if p.get_content_maintype() == "message" else hashlib.sha256(p.get_payload(decode=True) or b"").hexdigest()[:16]] for p in all if not any(p is q for q in shown)][:5]),
            }
        for line in sys.stdin:
            print(json.dumps(attempt(lambda: read(base64.b64decode(line)))), flush=True)
        """;

    public static async Task<IReadOnlyList<JsonElement>> ReadAsync(IEnumerable<byte[]> messages)
    {
        var start = new ProcessStartInfo("python3", ["-c", Script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var python = Process.Start(start)!;
        var errors = python.StandardError.ReadToEndAsync();
        var output = python.StandardOutput.ReadToEndAsync();
        foreach (var message in messages)
            await python.StandardInput.WriteLineAsync(Convert.ToBase64String(message));
        python.StandardInput.Close();
        var lines = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await python.WaitForExitAsync();
        python.ExitCode.ShouldBe(0, await errors);
        return [.. lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }
}
