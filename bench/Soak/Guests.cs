using System.Globalization;
using ImapApi.Bench.Scenarios;
using ImapApi.Bench.Wire;

namespace ImapApi.Bench.Soak;

/// <summary>Accounts that come, are looked at, and go again.</summary>
internal sealed class Guests(SoakWorld world, PacedApi api)
{
    public const string Leaving = "remove account";

    private const int Users = 4;

    public void Run()
    {
        for (var user = 0; user < Users; user++)
            world.Fill(UserOf(user));
        for (var number = 0; ; number++)
        {
            var account = string.Create(CultureInfo.InvariantCulture, $"guest-{number}");
            api.Send("register account", SoakRequests.Register(account, UserOf(number % Users), world.Server, world.Submissions.Port));
            api.Send("account", HttpWire.Get($"/v1/account/{account}"));
            api.Send("listing of a new account", HttpWire.Get(Urls.Listing(account)));
            api.Send(Leaving, HttpWire.Delete($"/v1/account/{account}"));
        }
    }

    private static string UserOf(int user) => $"guest{user}";
}
