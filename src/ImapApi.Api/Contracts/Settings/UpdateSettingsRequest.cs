using System.ComponentModel;
using ImapApi.Api.Binding;
using ImapApi.Application.Settings;
using ImapApi.Domain.Accounts;

namespace ImapApi.Api.Contracts.Settings;

[Description("The settings that change; the others stay.")]
internal sealed record UpdateSettingsRequest
{
    [Description("Whose protocol logs are kept; what is left out stays.")]
    public LogSettingsRequest? Logs { get; init; }

    public UpdateSettings ToCommand(RequestInput input) => new(Logs is null ? null : new LogSettingsChange(Logs.All, Logs.ReadAccounts(input), Logs.MaxLogLines));

    [Description("Whose protocol logs are kept.")]
    internal sealed record LogSettingsRequest
    {
        [Description("Every account's.")]
        public bool? All { get; init; }

        [Description("Of these accounts.")]
        public IReadOnlyList<string>? Accounts { get; init; }

        [Description("How many of the latest lines are kept for each account. Default 10000.")]
        public int? MaxLogLines { get; init; }

        internal IReadOnlyList<AccountId>? ReadAccounts(RequestInput input)
        {
            if (Accounts is null)
                return null;
            var ids = new List<AccountId>();
            foreach (var account in Accounts)
            {
                if (AccountId.TryParse(account, out var id))
                    ids.Add(id);
                else
                    input.Refuse("logs.accounts", "is a list of account ids.");
            }

            return ids;
        }
    }
}
