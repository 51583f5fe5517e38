namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>The configuration of a private Postfix.</summary>
public static class PostfixConfiguration
{
    /// <summary>Where Debian keeps the programs that <c>master</c> starts.</summary>
    public const string Daemons = "/usr/lib/postfix/sbin";

    private const string Aliases = "inline:{ " + PostfixServer.LostAddress + "=nobody@nowhere.test }";

    public static void Write(string root, int port, int lmtpPort, int saslPort)
    {
        foreach (var directory in (string[])["etc", "queue", "data"])
            Directory.CreateDirectory(Path.Combine(root, directory));
        File.WriteAllText(
            Path.Combine(root, "etc", "main.cf"),
            $"""
            compatibility_level = 3.6
            queue_directory = {root}/queue
            data_directory = {root}/data
            command_directory = /usr/sbin
            daemon_directory = {Daemons}
            mail_owner = postfix
            setgid_group = postdrop
            maillog_file = {root}/postfix.log
            maillog_file_prefixes = {root}
            myhostname = {PostfixServer.Domain}
            mydestination =
            alias_maps =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            mynetworks = 127.0.0.1/32
            message_size_limit = 104857600
            virtual_mailbox_limit = 0
            virtual_mailbox_domains = {PostfixServer.Domain}
            virtual_mailbox_maps = static:all
            virtual_transport = lmtp:inet:127.0.0.1:{lmtpPort}
            # Taken, and then found to be undeliverable.
            virtual_alias_maps = {Aliases}
            # Nothing ever leaves this machine, and no name is looked up.
            default_transport = error:5.1.2 Only {PostfixServer.Domain} is served
            relay_transport = error:5.1.2 Only {PostfixServer.Domain} is served
            smtp_dns_support_level = disabled
            smtpd_peername_lookup = no
            smtpd_relay_restrictions = permit_sasl_authenticated, reject
            smtpd_sasl_auth_enable = yes
            smtpd_sasl_type = dovecot
            smtpd_sasl_path = inet:127.0.0.1:{saslPort}
            # Programs behind the tests fail on purpose: a minute of penance is not wanted.
            service_throttle_time = 1s
            smtpd_error_sleep_time = 0
            # As credulous as it was for long: a dot between bare line feeds ends a message.
            smtpd_forbid_bare_newline = no
            in_flow_delay = 0
            minimal_backoff_time = 1s
            maximal_backoff_time = 5s
            queue_run_delay = 1s

            """);
        File.WriteAllText(
            Path.Combine(root, "etc", "master.cf"),
            $"""
            127.0.0.1:{port} inet n - n - - smtpd
            pickup unix n - n 60 1 pickup
            cleanup unix n - n - 0 cleanup
            qmgr unix n - n 300 1 qmgr
            rewrite unix - - n - - trivial-rewrite
            bounce unix - - n - 0 bounce
            defer unix - - n - 0 bounce
            trace unix - - n - 0 bounce
            verify unix - - n - 1 verify
            flush unix n - n 1000? 0 flush
            proxymap unix - - n - - proxymap
            lmtp unix - - n - - lmtp
            showq unix n - n - - showq
            error unix - - n - - error
            retry unix - - n - - error
            anvil unix - - n - 1 anvil
            scache unix - - n - 1 scache
            postlog unix-dgram n - n - 1 postlogd

            """);
    }
}
