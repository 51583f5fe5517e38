using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ImapApi.Domain.Accounts;

namespace ImapApi.Domain.Webhooks;

/// <summary>Names a delivery, and says where it lies: <c>g17-YWxpY2U</c> is event 17 of account "alice" on its way to the target of the settings (<c>o</c>: the account's own).</summary>
public sealed record DeliveryId(AccountId Account, bool IsOwn, long Sequence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(IsOwn ? 'o' : 'g')}{Sequence}-{Account.Key}");

    public static bool TryParse(string? text, [NotNullWhen(true)] out DeliveryId? id)
    {
        id = null;
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        if (text is null || dash < 2 || text[0] is not ('g' or 'o') || !long.TryParse(text.AsSpan(1, dash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            return false;
        try
        {
            id = new DeliveryId(AccountId.FromKey(text[(dash + 1)..]), text[0] == 'o', sequence);
        }
        catch (FormatException)
        {
            return false;
        }

        return id.ToString() == text;
    }
}
