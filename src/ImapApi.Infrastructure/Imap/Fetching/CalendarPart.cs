using ImapApi.Domain.Calendars;
using ImapApi.Domain.Messages;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.Mime;
using ImapApi.Infrastructure.Mime.Calendars;
using MailKit.Net.Imap;

namespace ImapApi.Infrastructure.Imap.Fetching;

/// <summary>The calendar part of a message, where it has one.</summary>
internal static class CalendarPart
{
    /// <summary>Base64 makes four bytes of three, and lines of them.</summary>
    private const int MostEncoded = Invitation.MaxBytes * 3 / 2;

    public static async Task<FetchedCalendar?> ReadAsync(ImapConnection connection, MessageOutline outline, CancellationToken cancellationToken)
    {
        if (outline.Leaves.FirstOrDefault(leaf => leaf.ContentType == "text/calendar") is not { } leaf)
            return null;
        if (leaf.EncodedSize > MostEncoded)
            return new FetchedCalendar(leaf, Bytes: null);
        try
        {
            return new FetchedCalendar(leaf, await PartBytes.ReadAsync(connection, outline.Uid, leaf, cancellationToken));
        }
        catch (ImapCommandException)
        {
            return new FetchedCalendar(leaf, Bytes: null);
        }
    }

    public static Invitation Interpret(FetchedCalendar calendar) => calendar.Bytes switch
    {
        null when calendar.Leaf.EncodedSize <= MostEncoded => Invitation.Unreadable("The mail server does not give it."),
        null or { Length: > Invitation.MaxBytes } => Invitation.Unreadable($"It is larger than {Invitation.MaxBytes / 1024} KiB."),
        var bytes => InvitationReader.Read(TextDecoding.Decode(bytes, calendar.Leaf, isComplete: true)),
    };
}
