namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>The two configuration files of a private Cyrus: any user name, any password, mail below its own directory.</summary>
public static class CyrusConfiguration
{
    /// <summary>Where <see cref="Write"/> puts the server's settings.</summary>
    public static string Settings(string root) => Path.Combine(root, "imapd.conf");

    /// <summary>Where <see cref="Write"/> puts what the master process runs.</summary>
    public static string Services(string root) => Path.Combine(root, "cyrus.conf");

    public static void Write(string root, int port)
    {
        File.WriteAllText(
            Settings(root),
            $"""
            configdirectory: {root}/conf
            defaultpartition: default
            partition-default: {root}/spool
            admins: admin
            altnamespace: yes
            unixhierarchysep: yes
            virtdomains: off
            servername: localhost
            allowplaintext: yes
            sasl_mech_list: PLAIN LOGIN
            sasl_pwcheck_method: alwaystrue
            autocreate_quota: 0
            autocreate_inbox_folders: Drafts | Sent | Trash | Junk
            xlist-drafts: Drafts
            xlist-sent: Sent
            xlist-trash: Trash
            xlist-junk: Junk
            imapidlepoll: 1
            delete_mode: immediate
            maxlogins_per_user: 0

            """);
        // A brace and an entry each on a line of its own.
        File.WriteAllText(
            Services(root),
            $$"""
            START {
              recover cmd="/usr/lib/cyrus/bin/ctl_cyrusdb -C {{Settings(root)}} -r"
            }
            SERVICES {
              imap cmd="/usr/lib/cyrus/bin/imapd -C {{Settings(root)}} -U 30" listen="127.0.0.1:{{port}}" prefork=0 maxchild=200
            }
            EVENTS {
            }

            """);
    }
}
