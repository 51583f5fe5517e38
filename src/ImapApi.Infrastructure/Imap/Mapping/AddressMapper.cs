using ImapApi.Domain.Messages;
using MimeKit;

namespace ImapApi.Infrastructure.Imap.Mapping;

/// <summary>Address headers: a group is its members, every address has a name (maybe empty) and an address.</summary>
internal static class AddressMapper
{
    /// <summary>A listing that shows ten thousand recipients helps nobody.</summary>
    public const int MaxAddresses = 1000;

    /// <summary>All addresses of all headers of this kind, in order.</summary>
    public static IReadOnlyList<EmailAddress> Map(HeaderList headers, HeaderId id)
    {
        List<EmailAddress>? addresses = null;
        foreach (var header in headers)
        {
            if (header.Id == id)
                Add(addresses ??= [], header);
        }

        return addresses is null ? [] : addresses.ToArray();
    }

    public static EmailAddress? MapFirst(HeaderList headers, HeaderId id) => Map(headers, id) is [var first, ..] ? first : null;

    private static void Add(List<EmailAddress> addresses, Header header)
    {
        if (InternetAddressList.TryParse(HeaderText.Clean(header), out var parsed) && parsed.Count > 0)
            Add(addresses, parsed);
        else if (addresses.Count < MaxAddresses && HeaderText.Decode(header) is { Length: > 0 } text && text.AsSpan().ContainsAnyExcept(",; ".AsSpan()))
            addresses.Add(Unparsable(text));
    }

    private static void Add(List<EmailAddress> addresses, InternetAddressList parsed)
    {
        foreach (var address in parsed)
        {
            if (addresses.Count >= MaxAddresses)
                return;
            if (address is GroupAddress group)
                Add(addresses, group.Members);
            else if (address is MailboxAddress mailbox)
                addresses.Add(new EmailAddress(HeaderText.WithoutControls(mailbox.Name ?? "").Trim(), HeaderText.WithoutControls(mailbox.Address)));
        }
    }

    /// <summary>Not an address list by any rule: shown as it stands, so that a reader sees who claims to have written.</summary>
    private static EmailAddress Unparsable(string text) => new(text, "");
}
