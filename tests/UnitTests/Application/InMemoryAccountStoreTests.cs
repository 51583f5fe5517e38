using ImapApi.Application.Accounts;
using ImapApi.TestKit.Contracts;
using ImapApi.TestKit.Fakes;

namespace ImapApi.UnitTests.Application;

public sealed class InMemoryAccountStoreTests : AccountStoreContract
{
    private protected override IAccountStore Accounts { get; } = new InMemoryAccountStore();
}
