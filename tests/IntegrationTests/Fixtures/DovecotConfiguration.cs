using System.Text;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>The configuration file of a private Dovecot: any user name, the password <c>secret</c>, Maildirs below its own directory.</summary>
public static class DovecotConfiguration
{
    public static string Write(string root, DovecotProfile profile, int port, int tlsPort, int startTlsPort, int lmtpPort, int saslPort, bool hibernates, byte[]? tokenKey)
    {
        var text = new StringBuilder(
            $$"""
            base_dir={{root}}/run
            state_dir={{root}}/state
            log_path={{root}}/dovecot.log
            protocols=imap lmtp
            listen=127.0.0.1,127.0.0.2
            ssl=yes
            ssl_cert=<{{root}}/certificate.pem
            ssl_key=<{{root}}/key.pem
            # Settings follow the address, not the port: so what is not to offer STARTTLS has an address of its own.
            local 127.0.0.1 {
              ssl=no
            }
            disable_plaintext_auth=no
            auth_mechanisms=plain login
            auth_failure_delay=0
            mail_location=maildir:~/Maildir
            mailbox_list_index=yes
            mail_max_userip_connections=0
            first_valid_uid=0
            default_client_limit=20000
            default_vsz_limit=2G
            passdb {
              driver=static
              args=password=secret
            }
            userdb {
              driver=static
              args=uid=dovecot gid=dovecot home={{root}}/home/%u allow_all_users=yes
            }
            service imap-login {
              # One process for many clients: the default, a process for each TLS connection, ends at a hundred accounts.
              service_count=0
              process_min_avail=1
              process_limit=2
              inet_listener imap {
                address=127.0.0.1
                port={{port}}
              }
              inet_listener imap-starttls {
                address=127.0.0.2
                port={{startTlsPort}}
              }
              inet_listener imaps {
                address=127.0.0.2
                port={{tlsPort}}
                ssl=yes
              }
            }
            service imap {
              process_limit=8192
            }
            # What a mail transfer agent needs: delivery, and the question who may send.
            service lmtp {
              inet_listener lmtp {
                address=127.0.0.1
                port={{lmtpPort}}
              }
            }
            service auth {
              inet_listener sasl {
                address=127.0.0.1
                port={{saslPort}}
              }
            }
            protocol lmtp {
              # somebody@any.domain is the user somebody.
              auth_username_format=%Ln
            }

            """);
        text.Append(Namespace(specialUse: profile != DovecotProfile.Plain, isPrefixed: profile == DovecotProfile.Prefixed));
        if (Capabilities(profile) is { } capabilities)
            text.Append($"protocol imap {{\n  imap_capability={capabilities}\n}}\n");
        if (hibernates)
            text.Append(Hibernation);
        if (tokenKey is not null)
            text.Append(Tokens(root, tokenKey));
        var file = Path.Combine(root, "dovecot.conf");
        File.WriteAllText(file, text.ToString());
        return file;
    }

    private const string Hibernation =
        """
        imap_hibernate_timeout=5s
        service imap {
          unix_listener imap-master {
            user=dovecot
          }
        }
        service imap-hibernate {
          unix_listener imap-hibernate {
            mode=0666
          }
        }

        """;

    /// <summary>Tokens that Dovecot checks by itself: JWT, signed with a key that lies in a file.</summary>
    private static string Tokens(string root, byte[] key)
    {
        var keys = Directory.CreateDirectory(Path.Combine(root, "tokens", "default", "HS256"));
        File.WriteAllText(Path.Combine(keys.FullName, "default"), Convert.ToBase64String(key));
        File.WriteAllText(Path.Combine(root, "oauth2.conf"), $"introspection_mode=local\nlocal_validation_key_dict=fs:posix:prefix={root}/tokens/\nusername_attribute=sub\n");
        return $$"""
            auth_mechanisms=plain login xoauth2 oauthbearer
            passdb {
              driver=oauth2
              mechanisms=xoauth2 oauthbearer
              args={{root}}/oauth2.conf
            }

            """;
    }

    private static string? Capabilities(DovecotProfile profile) => profile switch
    {
        DovecotProfile.Full or DovecotProfile.Prefixed => null,
        DovecotProfile.CondstoreOnly => "IMAP4rev1 SASL-IR ID ENABLE IDLE UNSELECT UIDPLUS LITERAL+ NAMESPACE CONDSTORE ESEARCH LIST-EXTENDED LIST-STATUS MOVE SPECIAL-USE",
        DovecotProfile.NoIdle => "IMAP4rev1 SASL-IR ID ENABLE UNSELECT UIDPLUS LITERAL+ NAMESPACE CONDSTORE ESEARCH LIST-EXTENDED LIST-STATUS MOVE SPECIAL-USE",
        DovecotProfile.Plain => "IMAP4rev1 LITERAL+ NAMESPACE",
        _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, null),
    };

    /// <summary>The mailboxes are not made by Dovecot: a test decides whether an account has a Trash.</summary>
    private static string Namespace(bool specialUse, bool isPrefixed)
    {
        var text = new StringBuilder("namespace inbox {\n  inbox=yes\n").Append(isPrefixed ? "  prefix=INBOX.\n  separator=.\n" : "  separator=/\n");
        if (specialUse)
        {
            foreach (var name in DovecotServer.SpecialMailboxes)
                text.Append($"  mailbox {name} {{\n    special_use=\\{name}\n  }}\n");
        }

        return text.Append("}\n").ToString();
    }
}
