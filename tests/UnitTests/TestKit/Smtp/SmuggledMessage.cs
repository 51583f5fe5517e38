namespace ImapApi.TestKit.Smtp;

/// <summary>A message with a second one inside, and between them what ends a message for one server and not for the next.</summary>
internal static class SmuggledMessage
{
    public static IReadOnlyList<string> Ends { get; } =
    [
        "\n.\n", "\n.\r\n", "\r\n.\n", "\r.\r", "\r.\r\n", "\r\n.\r", "\r.\n", "\n.\r", "\r\r\n.\r\r\n", "\r\n.\r\n", "\n\n.\n\n", "\r\n..\r\n.\r\n",
    ];

    /// <summary>Its body begins with <c>first</c> and ends with <c>rest</c>; the second one's body is <c>smuggled</c>.</summary>
    /// <param name="victim">Who gets the second one, where it comes through.</param>
    public static string Create(string from, string to, string victim, string end) =>
        $"From: {from}\r\nTo: {to}\r\nSubject: x\r\n\r\nfirst{end}MAIL FROM:<{from}>\r\nRCPT TO:<{victim}>\r\nDATA\r\nFrom: {from}\r\n\r\nsmuggled{end}rest\r\n";
}
