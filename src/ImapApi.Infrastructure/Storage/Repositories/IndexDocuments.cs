using System.Text;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;
using ImapApi.Infrastructure.Imap.Sync;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>How a followed mailbox and an account's progress are stored.</summary>
internal static class IndexDocuments
{
    private const byte Version = 1;

    public static byte[] Encode(TrackedMailbox mailbox)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(Version);
            writer.Write(mailbox.Path.Value);
            writer.Write(mailbox.Name);
            writer.Write(mailbox.SpecialUse?.ToAttribute() ?? "");
            writer.Write(mailbox.Index.Encode());
        }

        return bytes.ToArray();
    }

    /// <exception cref="FormatException">It is not what <see cref="Encode(TrackedMailbox)"/> makes.</exception>
    public static TrackedMailbox Decode(MailboxNumber number, byte[] document)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(document), Encoding.UTF8);
            if (reader.ReadByte() != Version)
                throw new FormatException("Not a mailbox of this version.");
            var path = MailboxPath.Parse(reader.ReadString());
            var name = reader.ReadString();
            SpecialUse? specialUse = SpecialUseNames.TryParse(reader.ReadString(), out var use) ? use : null;
            return new TrackedMailbox(number, path, name, specialUse, MailboxIndex.Decode(document.AsSpan((int)reader.BaseStream.Position)));
        }
        catch (IOException ended)
        {
            throw new FormatException("Not a mailbox.", ended);
        }
    }

    public static byte[] Encode(AccountProgress progress) => [Version, (byte)(progress.IsInitialized ? 1 : 0), (byte)progress.Login, (byte)(progress.IsUnreachable ? 1 : 0)];

    public static AccountProgress? DecodeProgress(byte[] document) =>
        document is [Version, var initialized, var login, var unreachable] ? new AccountProgress(initialized != 0, (LoginOutcome)login, unreachable != 0) : null;
}
