namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// What a private Courier needs, unpacked as <c>test.sh</c> does: Debian's settings, a log-in for any user name with the tests' password, mail below its own
/// directory. Its programs know their places by heart, so they are run where these lead to ours.
/// </summary>
public static class CourierConfiguration
{
    private const string Unpacked = "/opt/courier-imap";

    /// <summary>The numbers of Debian's user <c>mail</c>.</summary>
    private const int MailUser = 8;

    /// <summary>Where <see cref="Write"/> puts the script that becomes the server.</summary>
    public static string Script(string root) => Path.Combine(root, "run.sh");

    public static void Write(string root, int port)
    {
        var settings = Directory.CreateDirectory(Path.Combine(root, "settings")).FullName;
        Maildir.Open(Path.Combine(root, "run"));
        Maildir.Open(Path.Combine(root, "run", "authdaemon"));
        Maildir.Open(Path.Combine(root, "home"));
        File.WriteAllText(
            Path.Combine(settings, "authdaemonrc"),
            """
            authmodulelist="authpipe"
            daemons=3
            authdaemonvar=/run/courier/authdaemon
            DEBUG_LOGIN=0
            DEFAULTOPTIONS=""
            LOGGEROPTS=""

            """);
        WriteLogin(Path.Combine(settings, "authProg"), Path.Combine(root, "home"));
        File.WriteAllText(
            Script(root),
            $"""
             set -e
             mkdir -p /etc/courier /run/courier /usr/lib/courier-authlib
             mount --bind {settings} /etc/courier
             mount --bind {root}/run /run/courier
             mount --bind {Unpacked}/usr/lib/courier-authlib /usr/lib/courier-authlib
             mount --bind {Unpacked}/usr/libexec /usr/libexec
             export LD_LIBRARY_PATH={Unpacked}/usr/lib:{Unpacked}/usr/lib/x86_64-linux-gnu
             set -a
             . {Unpacked}/etc/courier/imapd
             IMAP_IDLE_TIMEOUT=1
             set +a
             {Unpacked}/usr/lib/courier/courier-authlib/authdaemond &
             exec {Unpacked}/usr/sbin/couriertcpd -address=127.0.0.1 -maxprocs=200 -maxperip=200 -nodnslookup -noidentlookup {port} \
               {Unpacked}/usr/lib/courier/courier/imaplogin {Unpacked}/usr/bin/imapd Maildir

             """);
    }

    /// <summary>Courier's <c>authpipe</c> asks this program, and the user comes into being.</summary>
    private static void WriteLogin(string path, string homes)
    {
        File.WriteAllText(
            path,
            $$"""
              #!/usr/bin/env python3
              import os, subprocess, sys

              def found(user):
                  home = os.path.join('{{homes}}', user)
                  if not os.path.isdir(home):
                      os.mkdir(home)
                      os.chown(home, {{MailUser}}, {{MailUser}})
                      subprocess.run(['{{Unpacked}}/usr/bin/maildirmake.courier', home + '/Maildir'], check=True, user={{MailUser}}, group={{MailUser}})
                  return f'UID={{MailUser}}\nGID={{MailUser}}\nHOME={home}\nADDRESS={user}\nMAILDIR={home}/Maildir\n.\n'

              while line := sys.stdin.buffer.readline():
                  words = line.decode().split()
                  answer = '.\n'
                  if words[0] == 'PRE':
                      answer = found(words[3])
                  elif words[0] == 'AUTH':
                      _, kind, user, password = sys.stdin.buffer.read(int(words[1])).decode().split('\n')[:4]
                      answer = found(user) if kind == 'login' and password == '{{DovecotServer.Password}}' else 'FAIL\n'
                  sys.stdout.write(answer)
                  sys.stdout.flush()

              """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }
}
