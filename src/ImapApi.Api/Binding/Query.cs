using System.Globalization;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Api.Binding;

/// <summary>The kinds of query keys.</summary>
internal static class Query
{
    public static QueryParameter<string> Text(string name, string description) =>
        new(name, "string", null, description, static (string text, out string value) => (value = text).Length > 0, "is not empty.");

    public static QueryParameter<bool> Flag(string name, string description) =>
        new(name, "boolean", null, description, TryReadFlag, "is true, 1, y, false, 0 or n.");

    public static QueryParameter<int> Number(string name, int standard, string description) =>
        new(name, "integer", "int32", description, TryReadNumber, "is a whole number.") { Default = standard };

    public static QueryParameter<int> OptionalNumber(string name, string description) =>
        new(name, "integer", "int32", description, TryReadNumber, "is a whole number.");

    public static QueryParameter<AccountId> Account(string name, string description) =>
        new(name, "string", null, description, static (string text, out AccountId value) => AccountId.TryParse(text, out value!), $"is an id of 1 to {AccountId.MaxLength} printable characters, not '.' or '..'.")
        { Example = "example" };

    public static QueryParameter<uint> Octets(string name, string description) =>
        new(name, "integer", "int64", description, static (string text, out uint value) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value), "is a whole number from 0 to 4294967295.");

    public static QueryParameter<ulong> ModSeq(string name, string description) =>
        new(name, "integer", "int64", description, static (string text, out ulong value) => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= long.MaxValue, "is a whole number from 0.");

    public static QueryParameter<DateOnly> Date(string name, string description) =>
        new(name, "string", "date", description, TryReadDate, "is a date: 2024-01-31, or a time in ISO 8601, whose UTC date counts.") { Example = "2024-01-31" };

    public static QueryParameter<MailboxPath> Mailbox(string name, string description) =>
        new(name, "string", null, description, static (string text, out MailboxPath value) => MailboxPath.TryParse(text, out value!), $"has 1 to {MailboxPath.MaxLength} printable characters.")
        { IsRequired = true, Example = "INBOX" };

    /// <summary>One of a few words.</summary>
    public static QueryParameter<T> Word<T>(string name, string description, params (string Word, T Value)[] words)
    {
        var names = words.Select(word => word.Word).ToArray();
        return new QueryParameter<T>(name, "string", null, description, Read, $"is one of {string.Join(", ", names)}.") { Words = names, Title = typeof(T).Name };

        bool Read(string text, out T value)
        {
            var index = Array.IndexOf(names, text);
            value = index < 0 ? default! : words[index].Value;
            return index >= 0;
        }
    }

    private static bool TryReadFlag(string text, out bool value)
    {
        value = text is "true" or "1" or "y";
        return value || text is "false" or "0" or "n";
    }

    private static bool TryReadNumber(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryReadDate(string text, out DateOnly value)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value))
            return true;
        if (text.Length < 16 || text[10] != 'T' || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return false;
        value = DateOnly.FromDateTime(time.UtcDateTime);
        return true;
    }
}
