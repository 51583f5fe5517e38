using System.Text.Json;

namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>An account of its own for one test: a user of a mail server, registered and connected.</summary>
public sealed record TestAccount(ApiClient Api, IMailServer Server, string Id)
{
    /// <summary>The user's mail, behind the program's back.</summary>
    public Maildir Mail => Server is DovecotServer dovecot ? dovecot.MailOf(Id) : throw new NotSupportedException("Mail is delivered by APPEND there.");

    public string Path => Registration.PathOf(Id);

    public Task<ApiAnswer> GetAsync(string target) => Api.GetAsync($"{Path}/{target}");

    public Task<ApiAnswer> DeleteAsync(string target) => Api.DeleteAsync($"{Path}/{target}");

    public Task<ApiAnswer> PostAsync(string target, object body) => Api.PostAsync($"{Path}/{target}", body);

    public Task<ApiAnswer> PutAsync(string target, object body) => Api.PutAsync($"{Path}/{target}", body);

    /// <summary>The account's events after this one, or from the first; waits for one when there is none.</summary>
    public async Task<JsonElement[]> EventsAsync(long after = 0, int wait = 0) => (await Api.GetAsync($"/v1/events?account={Id}&after={after}&limit=1000&wait={wait}")).Ok().Items("events");

    /// <summary>Returns when all mailboxes were seen once: from then on every change is told.</summary>
    public Task InitializedAsync() =>
        Eventually.TrueAsync(async () => (await EventsAsync()).Any(e => e.Text("event") == "accountInitialized"), $"{Id} is initialized");

    /// <summary>A second client of the same user.</summary>
    public Task<RawImap> ConnectAsync() => Server.ConnectAsync(Id);

    public async Task<JsonElement> PageAsync(string mailbox = "INBOX", string query = "") =>
        (await GetAsync($"messages?path={Uri.EscapeDataString(mailbox)}{query}")).Ok();

    /// <summary>The newest messages, as listed.</summary>
    public async Task<JsonElement[]> MessagesAsync(string mailbox = "INBOX", string query = "&pageSize=1000") =>
        (await PageAsync(mailbox, query)).Items("messages");

    /// <summary>The UIDs listed, newest first.</summary>
    public async Task<int[]> UidsAsync(string mailbox = "INBOX", string query = "&pageSize=1000") =>
        [.. (await MessagesAsync(mailbox, query)).Select(message => message.Number("uid"))];

    /// <summary>The id of the only message, or of the newest.</summary>
    public async Task<string> NewestAsync(string mailbox = "INBOX") => (await MessagesAsync(mailbox, "&pageSize=1"))[0].Text("id");
}
