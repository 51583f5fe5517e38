using System.Text.Json;
using ImapApi.Bench.Servers;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Scenarios;

/// <summary>A message as the API names it.</summary>
internal sealed record KnownMessage(uint Uid, string Id, string TextId, string AttachmentId)
{
    /// <summary>Those of the newest thousand that have an attachment of the usual size beside two texts.</summary>
    public static IReadOnlyList<KnownMessage> Of(HttpWire http, string account, Func<uint, bool> which)
    {
        using var listing = Accounts.Read(http, Urls.Listing(account, pageSize: 1000));
        return listing.RootElement.GetProperty("messages").EnumerateArray()
            .Where(message => which(message.GetProperty("uid").GetUInt32()))
            .Select(Read)
            .ToList();
    }

    private static KnownMessage Read(JsonElement message) => new(
        message.GetProperty("uid").GetUInt32(),
        message.GetProperty("id").GetString()!,
        message.GetProperty("text").GetProperty("id").GetString()!,
        message.GetProperty("attachments")[0].GetProperty("id").GetString()!);
}
