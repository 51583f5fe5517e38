using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace ImapApi.IntegrationTests.Faults;

/// <summary>One connection through the proxy: a command is passed on when the answer to the one before it was.</summary>
internal sealed class SmtpFaultLine(SmtpFaultProxy proxy, TcpClient client, TcpClient server, CancellationToken stop)
{
    private const int MiddleOfContent = 64 * 1024;

    private static readonly byte[] Garbage = [0x00, 0xff, 0x07, .. "HTTP/1.1 400 Bad Request\r\n"u8];

    private WireLines _near = new(client.GetStream(), stop);
    private WireLines _far = new(server.GetStream(), stop);
    private bool _isSecure;

    public async Task RunAsync()
    {
        await PassAsync(SmtpFaultStage.Greeting, []);
        while (true)
        {
            var command = await _near.ReadAsync();
            var stage = StageOf(command);
            var reply = await PassAsync(stage, command);
            if (stage == SmtpFaultStage.StartTls && reply == '2')
                await SecureAsync();
            else if (stage == SmtpFaultStage.Data && reply == '3')
                await PassContentAsync();
        }
    }

    /// <returns>The first digit of the server's answer.</returns>
    private async Task<int> PassAsync(SmtpFaultStage? stage, byte[] command)
    {
        var fault = stage is { } known ? proxy.Strike(known) : null;
        if (fault == SmtpFault.CutBefore)
            throw new EndOfStreamException();
        if (fault == SmtpFault.ClosesDown)
            await EndAsync("421 4.3.2 Closing down\r\n"u8.ToArray());
        if (stage == SmtpFaultStage.Data && fault is SmtpFault.WrongCode or SmtpFault.UnknownCode)
        {
            // A server that says so does not wait for content.
            await SpoilAsync(fault.Value, stage.Value, []);
            return 0;
        }

        await _far.WriteAsync(command);
        var reply = await _far.ReadReplyAsync();
        if (fault is { } wrong)
            await SpoilAsync(wrong, stage!.Value, reply);
        else
            await _near.WriteAsync(reply);
        return reply[0];
    }

    private async Task PassContentAsync()
    {
        var passed = 0;
        while (await _near.ReadAsync() is var line && !line.AsSpan().SequenceEqual(".\r\n"u8))
        {
            await _far.WriteAsync(line);
            passed += line.Length;
            if (passed > MiddleOfContent && proxy.Strike(SmtpFaultStage.Content) is { } fault)
                await SpoilContentAsync(fault);
        }

        await PassAsync(SmtpFaultStage.FinalDot, ".\r\n"u8.ToArray());
    }

    private async Task SpoilContentAsync(SmtpFault fault)
    {
        if (fault == SmtpFault.ClosesDown)
            await EndAsync("421 4.4.2 Too slow\r\n"u8.ToArray());
        // The program's writes stand still.
        if (fault == SmtpFault.Mute)
            await Task.Delay(Timeout.Infinite, stop);
        throw new EndOfStreamException();
    }

    private async Task SpoilAsync(SmtpFault fault, SmtpFaultStage stage, byte[] reply)
    {
        switch (fault)
        {
            case SmtpFault.CutAfter:
                throw new EndOfStreamException();
            case SmtpFault.WrongCode:
                await _near.WriteAsync(stage is SmtpFaultStage.Greeting or SmtpFaultStage.Data ? "250 2.0.0 Fine\r\n"u8.ToArray() : "354 Go on\r\n"u8.ToArray());
                break;
            case SmtpFault.UnknownCode:
                await _near.WriteAsync("999 What\r\n"u8.ToArray());
                break;
            case SmtpFault.Garbage:
                await _near.WriteAsync(Garbage);
                break;
            case SmtpFault.Drip:
                for (var at = 0; at < reply.Length; at++)
                    await _near.WriteAsync(reply.AsMemory(at, 1));
                break;
            case SmtpFault.Mute:
                await _near.DrainAsync();
                throw new EndOfStreamException();
            default:
                await FloodAsync(Encoding.ASCII.GetString(reply, 0, 3), pause: fault == SmtpFault.Trickle ? TimeSpan.FromMilliseconds(100) : TimeSpan.Zero);
                break;
        }
    }

    /// <summary>Until nobody reads it any more.</summary>
    private async Task FloodAsync(string code, TimeSpan pause)
    {
        var line = Encoding.ASCII.GetBytes($"{code}-{new string('x', 70)}\r\n");
        while (true)
        {
            if (pause == TimeSpan.Zero)
            {
                await _near.WriteAsync(line);
                continue;
            }

            foreach (var next in line)
            {
                await _near.WriteAsync(new[] { next });
                await Task.Delay(pause, stop);
            }
        }
    }

    /// <summary>Says its last words, and waits until they were read.</summary>
    private async Task EndAsync(byte[] words)
    {
        await _near.WriteAsync(words);
        client.Client.Shutdown(SocketShutdown.Send);
        await _near.DrainAsync();
        throw new EndOfStreamException();
    }

    private async Task SecureAsync()
    {
        if (proxy.Strike(SmtpFaultStage.Handshake) is { } fault)
            await SpoilHandshakeAsync(fault);
        var (near, far) = (new SslStream(client.GetStream()), new SslStream(server.GetStream(), false, (_, shown, _, _) => shown?.GetCertHashString() == proxy.Sink.Certificate.GetCertHashString()));
        await near.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = proxy.Certificate }, stop);
        await far.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, stop);
        (_near, _far, _isSecure) = (new WireLines(near, stop), new WireLines(far, stop), true);
    }

    private async Task SpoilHandshakeAsync(SmtpFault fault)
    {
        if (fault == SmtpFault.CutBefore)
            throw new EndOfStreamException();
        if (await client.GetStream().ReadAsync(new byte[4096], stop) == 0)
            return;
        if (fault == SmtpFault.ClosesDown)
            await EndAsync("421 4.3.2 Closing down\r\n"u8.ToArray());
        await SpoilAsync(fault, SmtpFaultStage.Handshake, "220 "u8.ToArray());
        await _near.DrainAsync();
        throw new EndOfStreamException();
    }

    private SmtpFaultStage? StageOf(byte[] command) => Encoding.ASCII.GetString(command).Split(' ', '\r')[0].ToUpperInvariant() switch
    {
        "EHLO" => _isSecure ? SmtpFaultStage.SecureEhlo : SmtpFaultStage.Ehlo,
        "STARTTLS" => SmtpFaultStage.StartTls,
        "AUTH" => SmtpFaultStage.Auth,
        "MAIL" => SmtpFaultStage.Mail,
        "RCPT" => SmtpFaultStage.Rcpt,
        "DATA" => SmtpFaultStage.Data,
        "RSET" => SmtpFaultStage.Rset,
        _ => null,
    };
}
