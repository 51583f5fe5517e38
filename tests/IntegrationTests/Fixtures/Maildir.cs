using System.Text;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// Delivers as a mail transfer agent does: written to <c>tmp</c>, renamed into <c>new</c>. Names count upwards, so that the UIDs
/// Dovecot allots follow the order of delivery, for thousands as for one.
/// </summary>
public sealed class Maildir
{
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private const UnixFileMode EverybodysFile = (UnixFileMode)0b110_110_110;

    // Dovecot takes the leading number for seconds: any will do that counts upwards.
    private const long FirstName = 1_700_000_000;

    private readonly string _home;
    private readonly Func<long> _nextNumber;

    /// <param name="nextNumber">Counts the deliveries of the whole server.</param>
    public Maildir(string home, Func<long> nextNumber)
    {
        _home = home;
        _nextNumber = nextNumber;
        Open(home);
        MakeDirectories("INBOX");
    }

    /// <summary>Lets everybody in: the tests run as root, Dovecot's processes do not.</summary>
    public static void Open(string directory)
    {
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, Everybody);
    }

    public void AddSpecialMailboxes()
    {
        foreach (var name in DovecotServer.SpecialMailboxes)
            AddMailbox(name);
    }

    /// <summary>Levels are parted by a slash; other than ASCII has to be given as modified UTF-7.</summary>
    public void AddMailbox(string mailbox) => MakeDirectories(mailbox);

    public void Deliver(byte[] message, string mailbox = "INBOX", DateTimeOffset? received = null)
    {
        var name = NextName(message);
        var directory = MakeDirectories(mailbox);
        Write(Path.Combine(directory, "tmp", name), message, received);
        File.Move(Path.Combine(directory, "tmp", name), Path.Combine(directory, "new", name));
    }

    public void Deliver(IEnumerable<byte[]> messages, string mailbox = "INBOX")
    {
        foreach (var message in messages)
            Deliver(message, mailbox);
    }

    /// <summary>Fills a mailbox that nobody has opened yet with messages of these very UIDs.</summary>
    public void Seed(uint uidValidity, IReadOnlyList<(uint Uid, byte[] Message)> messages, string mailbox = "INBOX")
    {
        var directory = MakeDirectories(mailbox);
        var list = Path.Combine(directory, "dovecot-uidlist");
        if (File.Exists(list))
            throw new InvalidOperationException($"{mailbox} has been opened before.");
        var text = new StringBuilder($"3 V{uidValidity} N{messages.Max(m => m.Uid) + 1} G{Guid.NewGuid():N}\n");
        foreach (var (uid, message) in messages)
        {
            var name = NextName(message);
            Write(Path.Combine(directory, "cur", $"{name}:2,"), message, null);
            text.Append($"{uid} :{name}\n");
        }

        File.WriteAllText(list, text.ToString());
        File.SetUnixFileMode(list, EverybodysFile);
    }

    /// <summary>What lies in a mailbox, in the order of its delivery.</summary>
    public IReadOnlyList<byte[]> Messages(string mailbox = "INBOX") =>
        [.. ((string[])["new", "cur"]).Select(part => Path.Combine(PathOf(mailbox), part)).Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles).OrderBy(Path.GetFileName, StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>Where a mailbox lies, in Maildir++.</summary>
    public string PathOf(string mailbox)
    {
        var root = Path.Combine(_home, "Maildir");
        return mailbox == "INBOX" ? root : Path.Combine(root, $".{mailbox.Replace('/', '.')}");
    }

    private string MakeDirectories(string mailbox)
    {
        var directory = PathOf(mailbox);
        if (Directory.Exists(Path.Combine(directory, "tmp")))
            return directory;
        Open(Path.Combine(_home, "Maildir"));
        Open(directory);
        foreach (var part in (string[])["cur", "new", "tmp"])
            Open(Path.Combine(directory, part));
        return directory;
    }

    private string NextName(byte[] message)
    {
        var count = _nextNumber();
        // Dovecot orders by the seconds in front and the M number; S and W spare it reading each file for its size.
        return $"{FirstName + count}.M{count}P{Environment.ProcessId}.test,S={message.Length},W={message.Length}";
    }

    private static void Write(string file, byte[] message, DateTimeOffset? received)
    {
        File.WriteAllBytes(file, message);
        File.SetUnixFileMode(file, EverybodysFile);
        if (received is { } time)
            File.SetLastWriteTimeUtc(file, time.UtcDateTime);
    }
}
