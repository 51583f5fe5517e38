using ImapApi.Application.Accounts;

namespace ImapApi.Api.Tools;

internal static class AccountTool
{
    /// <summary>What is registered; how the accounts are doing only the server knows.</summary>
    public static async Task ListAsync(IServiceProvider services, TextWriter output)
    {
        await foreach (var account in services.GetRequiredService<IAccountStore>().ListAsync(CancellationToken.None))
            await output.WriteLineAsync($"{account.Id}\t{account.Imap?.Host ?? "-"}\t{account.Imap?.Credentials.User ?? "-"}\t{account.Name}");
    }
}
