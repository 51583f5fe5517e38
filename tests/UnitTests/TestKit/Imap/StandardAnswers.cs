using System.Text;

namespace ImapApi.TestKit.Imap;

/// <summary>What a scripted server answers unless a test says otherwise.</summary>
internal static class StandardAnswers
{
    public static Task AnswerAsync(ScriptedImapServer server, ImapCommand command, ImapReply reply) => command.Verb switch
    {
        "CAPABILITY" => CapabilityAsync(server, reply),
        "STARTTLS" => StartTlsAsync(server, reply),
        "LOGIN" => AdmitAsync(server, reply, command.Tokens[0], command.Tokens[1]),
        "AUTHENTICATE" => AuthenticateAsync(server, command, reply),
        "LOGOUT" => LogoutAsync(reply),
        "ID" => LineThenOkAsync(reply, """* ID ("name" "Scripted")"""),
        "ENABLE" => LineThenOkAsync(reply, "* ENABLED " + command.Arguments),
        "NAMESPACE" => LineThenOkAsync(reply, "* NAMESPACE " + server.Options.Namespace),
        "NOOP" or "CHECK" => NoopAsync(reply),
        "IDLE" => IdleAsync(command, reply),
        "LIST" or "LSUB" or "XLIST" => MailboxAnswers.ListAsync(server, command, reply),
        "STATUS" => MailboxAnswers.StatusAsync(server, command, reply),
        "SELECT" or "EXAMINE" => MailboxAnswers.SelectAsync(server, command, reply),
        "CLOSE" or "UNSELECT" => MailboxAnswers.CloseAsync(reply),
        "CREATE" => MailboxAnswers.CreateAsync(server, command, reply),
        "DELETE" => MailboxAnswers.DeleteAsync(server, command, reply),
        "FETCH" or "STORE" or "SEARCH" or "EXPUNGE" when reply.Session.Selected is null => reply.BadAsync("No mailbox selected."),
        "FETCH" => MessageAnswers.FetchAsync(command, reply),
        "STORE" => MessageAnswers.StoreAsync(command, reply),
        "SEARCH" => MessageAnswers.SearchAsync(command, reply),
        "EXPUNGE" => MessageAnswers.ExpungeAsync(command, reply),
        _ => reply.BadAsync($"{command.FullVerb} is not scripted."),
    };

    /// <summary>Tells the client of messages it has not heard of.</summary>
    public static async Task AnnounceAsync(ImapSession session)
    {
        if (session.Selected is not { } selected)
            return;
        var exists = selected.Exists;
        if (exists > session.AnnouncedExists)
            await session.WriteAsync($"* {exists} EXISTS\r\n");
        session.AnnouncedExists = exists;
    }

    private static async Task LineThenOkAsync(ImapReply reply, string line)
    {
        await reply.LineAsync(line);
        await reply.OkAsync();
    }

    private static Task CapabilityAsync(ScriptedImapServer server, ImapReply reply)
    {
        var startTls = server.Options.Security == WireSecurity.StartTls && !reply.Session.IsSecure ? " STARTTLS" : "";
        return LineThenOkAsync(reply, $"* CAPABILITY {string.Join(' ', server.Options.Capabilities)}{startTls}");
    }

    private static async Task StartTlsAsync(ScriptedImapServer server, ImapReply reply)
    {
        await reply.OkAsync("Begin TLS negotiation now.");
        await reply.Session.SecureAsync(server.Certificate);
    }

    private static async Task AuthenticateAsync(ScriptedImapServer server, ImapCommand command, ImapReply reply)
    {
        var mechanism = command.Tokens[0].ToUpperInvariant();
        if (mechanism is not ("PLAIN" or "XOAUTH2" or "OAUTHBEARER"))
        {
            await reply.NoAsync("Only PLAIN, XOAUTH2 and OAUTHBEARER are scripted.");
            return;
        }

        var response = command.Tokens.ElementAtOrDefault(1);
        if (response is null)
        {
            await reply.LineAsync("+ ");
            response = await reply.Session.ReadLineAsync() ?? "";
        }

        var (user, secret) = SaslResponse.Parse(mechanism, Encoding.UTF8.GetString(Convert.FromBase64String(response)));
        if (!server.Options.Admits(user, secret) && SaslResponse.IsExplained(mechanism))
        {
            await reply.LineAsync("+ " + SaslResponse.Explanation);
            await reply.Session.ReadLineAsync();
        }

        await AdmitAsync(server, reply, user, secret);
    }

    private static Task AdmitAsync(ScriptedImapServer server, ImapReply reply, string user, string password) =>
        server.Options.Admits(user, password) ? reply.OkAsync("Logged in.") : reply.NoAsync("[AUTHENTICATIONFAILED] Authentication failed.");

    private static async Task LogoutAsync(ImapReply reply)
    {
        await reply.LineAsync("* BYE Logging out");
        await reply.OkAsync();
        reply.Drop();
    }

    private static async Task NoopAsync(ImapReply reply)
    {
        await AnnounceAsync(reply.Session);
        await reply.OkAsync();
    }

    private static async Task IdleAsync(ImapCommand command, ImapReply reply)
    {
        await AnnounceAsync(reply.Session);
        var line = await reply.Session.IdleAsync(command.Tag);
        await (line is null || line.Equals("DONE", StringComparison.OrdinalIgnoreCase) ? reply.OkAsync() : reply.BadAsync("Expected DONE."));
    }
}
