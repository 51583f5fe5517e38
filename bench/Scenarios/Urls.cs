namespace ImapApi.Bench.Scenarios;

/// <summary>Addresses of the API.</summary>
internal static class Urls
{
    public static string Listing(string account, int page = 0, int pageSize = Stage.PageSize) =>
        $"/v1/account/{account}/messages?path=INBOX&page={page}&pageSize={pageSize}";

    public static string Message(string account, string message) => $"/v1/account/{account}/message/{message}?textType=*";

    public static string Text(string account, string text) => $"/v1/account/{account}/text/{text}";

    public static string Attachment(string account, string attachment) => $"/v1/account/{account}/attachment/{attachment}";
}
