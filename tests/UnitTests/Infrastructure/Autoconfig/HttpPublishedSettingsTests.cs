using ImapApi.Application.Autoconfig;
using ImapApi.Domain.Autoconfig;
using ImapApi.Infrastructure.Autoconfig;
using ImapApi.Infrastructure.Network;
using ImapApi.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace ImapApi.UnitTests.Infrastructure.Autoconfig;

public sealed class HttpPublishedSettingsTests : IAsyncLifetime
{
    private PublishedFiles _web = null!;

    public async ValueTask InitializeAsync() => _web = await PublishedFiles.StartAsync();

    public ValueTask DisposeAsync() => _web.DisposeAsync();

    [Fact]
    public async Task The_places_are_asked_in_turn_with_the_domain_alone_until_one_knows()
    {
        _web.Put("/second/example.org", ClientConfigFile.Of("example.org"));

        var found = await FindAsync("first", "second", "third");

        found.IsComplete.ShouldBeTrue();
        (found.Settings!.Source, found.Settings.Url, found.Settings.Imap).ShouldBe((AutoconfigSource.Online, $"{_web.Address}/second/example.org", new MailHost("imap.example.org", 993, true)));
        _web.Asked.Select(asked => asked.Url).ShouldBe([$"{_web.Address}/first/example.org", $"{_web.Address}/second/example.org"]);
        _web.Asked.ShouldAllBe(asked => !asked.Headers.Contains("bob", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Unless_it_is_switched_on_nobody_is_asked()
    {
        _web.Put("/first/example.org", ClientConfigFile.Of("example.org"));

        (await FindAsync(new AutoconfigOptions { Urls = _web.Address + "/first/{domain}" }, ConnectPolicy.Any)).ShouldBe(new AutoconfigFindings(null, true));

        _web.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_policy_of_where_may_be_connected_to_is_obeyed()
    {
        _web.Put("/first/example.org", ClientConfigFile.Of("example.org"));

        (await FindAsync(Options("first"), new ConnectPolicy(ConnectPolicy.PublicWord, []))).Settings.ShouldBeNull();

        _web.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _web.Put("/other", ClientConfigFile.Of("example.org"));
        _web.Files["/first/example.org"] = http =>
        {
            http.Response.Redirect(_web.Address + "/other");
            return Task.CompletedTask;
        };

        (await FindAsync("first")).ShouldBe(new AutoconfigFindings(null, true));

        _web.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_never_ends_is_left_at_its_limit()
    {
        _web.Put("/second/example.org", ClientConfigFile.Of("example.org"));
        _web.Files["/first/example.org"] = async http =>
        {
            while (!http.RequestAborted.IsCancellationRequested)
                await http.Response.WriteAsync(new string(' ', 4096), http.RequestAborted);
        };

        (await FindAsync("first", "second")).Settings.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_server_that_fails_or_hangs_leaves_the_answer_incomplete_and_time_for_the_next()
    {
        var time = new FakeTimeProvider();
        _web.Put("/third/example.org", ClientConfigFile.Of("example.org"));
        _web.Files["/first/example.org"] = http =>
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        _web.Files["/second/example.org"] = async http =>
        {
            // Half of the whole time, which two share.
            time.Advance(TimeSpan.FromSeconds(2.5));
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        var found = await FindAsync(Options("first", "second", "third"), ConnectPolicy.Any, time);

        (found.Settings?.Url, found.IsComplete).ShouldBe(($"{_web.Address}/third/example.org", false));
    }

    [Fact]
    public async Task Where_nobody_listens_is_an_answer()
    {
        await _web.DisposeAsync();

        (await FindAsync("first")).ShouldBe(new AutoconfigFindings(null, true));
    }

    private AutoconfigOptions Options(params string[] places) => new() { Online = true, Urls = string.Join(' ', places.Select(place => $"{_web.Address}/{place}/{{domain}}")) };

    private Task<AutoconfigFindings> FindAsync(params string[] places) => FindAsync(Options(places), ConnectPolicy.Any);

    private static async Task<AutoconfigFindings> FindAsync(AutoconfigOptions options, ConnectPolicy policy, TimeProvider? time = null)
    {
        using var http = new HttpMessageInvoker(GuardedHttp.Handler(policy, "webhooks.targets"));
        return await new HttpPublishedSettings(http, Microsoft.Extensions.Options.Options.Create(options), time ?? TimeProvider.System, NullLogger<HttpPublishedSettings>.Instance)
            .FindAsync(MailDomain.Parse("bob@example.org"), TestContext.Current.CancellationToken);
    }
}
