using System.Collections;
using System.Reflection;
using ImapApi.Api.Configuration;
using ImapApi.Api.Hosting;
using ImapApi.Application.Errors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;

namespace ImapApi.UnitTests.Api;

public sealed class ConfigurationTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".toml");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Later_layers_win_key_by_key()
    {
        File.WriteAllText(_file, "[api]\nport = 1\nmaxBodyBytes = 2000\n[log]\nlevel = \"debug\"\n");
        var values = Load(["--config", _file, "--api:port=3"], ("IMAPAPI_API__PORT", "2"), ("IMAPAPI_API__MAXBODYBYTES", "3000"));

        values["api:port"].ShouldBe("3");
        values["api:maxBodyBytes"].ShouldBe("3000");
        values["log:level"].ShouldBe("debug");
        values["api:host"].ShouldBe("127.0.0.1");
    }

    [Fact]
    public void A_list_replaces_the_lower_layers_list_as_a_whole()
    {
        File.WriteAllText(_file, "[api]\nallowedHosts = [\"a.example\", \"b.example\"]\n");
        var values = Load(["--config", _file, "--api:allowedHosts", "c.example"]);

        values["api:allowedHosts:0"].ShouldBe("c.example");
        values.ShouldNotContainKey("api:allowedHosts:1");
    }

    [Theory]
    [InlineData("--api:prot 1", "--api:prot in the command line is not a configuration key. There are api.host, api.port, api.maxBodyBytes, api.allowedHosts.")]
    [InlineData("--nosuch:key 1", "--nosuch:key in the command line is not a configuration key. There are the sections api, auth, dbs, store, events, webhooks, outbox, security, log, tracing, authServer, autoconfig, imap, smtp, cluster; see config/default.toml.")]
    [InlineData("--api:port abc", "--api:port in the command line must be a whole number.")]
    [InlineData("--imap:allowPlaintext yes", "--imap:allowPlaintext in the command line must be true or false.")]
    [InlineData("--api:port", "The argument --api:port needs a value: --api:port VALUE. See --help.")]
    [InlineData("-x", "The argument '-x' is not understood. See --help.")]
    public void A_wrong_argument_stops_the_start_and_says_what_is_allowed(string arguments, string message) =>
        Should.Throw<StartupException>(() => Load(arguments.Split(' '))).Message.ShouldBe(message);

    [Fact]
    public void A_mistake_is_told_on_one_line_whatever_it_quotes()
    {
        Should.Throw<StartupException>(() => Load(["-\r\nx"])).Message.ShouldBe("The argument '- x' is not understood. See --help.");
        File.WriteAllText(_file, string.Concat(Enumerable.Repeat("\"\n", 500)));
        Should.Throw<StartupException>(() => Load(["--config", _file])).Message.Length.ShouldBeLessThan(500);
    }

    [Fact]
    public void A_wrong_variable_is_named() =>
        Should.Throw<StartupException>(() => Load([], ("IMAPAPI_IMAP__QUEUELENGHT", "1"))).Message.ShouldStartWith("IMAPAPI_IMAP__QUEUELENGHT in the environment is not a configuration key. There are imap.maxConnections, ");

    [Theory]
    [InlineData("[api]\nport = \"3000\"\n", "api.port in {0} must be a whole number.")]
    [InlineData("[api]\nallowedHosts = [1]\n", "api.allowedHosts in {0} must be a list of texts.")]
    [InlineData("[imap.connect]\nperHost = 1\n", "imap.connect.perHost in {0} is not a configuration key.")]
    [InlineData("[api\n", "{0} is not TOML: ")]
    public void A_wrong_file_is_named(string toml, string message)
    {
        File.WriteAllText(_file, toml);
        Should.Throw<StartupException>(() => Load(["--config", _file])).Message.ShouldStartWith(string.Format(message, _file));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Should.Throw<StartupException>(() => Load(["--config", _file])).Message.ShouldStartWith($"The configuration file {_file} cannot be read: ");

    [Theory]
    [InlineData("70000", "api.port in the command line is refused: The field Port must be between 0 and 65535.")]
    [InlineData("99999999999", "api.port in the command line is out of range.")]
    public void A_value_out_of_range_is_told_in_one_line(string port, string line)
    {
        var configuration = ServerConfiguration.Load(CommandLine.Parse(["--api:port", port]), new Hashtable(), AppContext.BaseDirectory);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(configuration.Values).Build());
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateDataAnnotations();
        using var provider = services.BuildServiceProvider();

        var failure = Should.Throw<Exception>(() => provider.GetRequiredService<IOptions<ApiOptions>>().Value);

        StartFailure.Describe(failure, configuration).ShouldBe(line);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("192.168.1.1")]
    [InlineData("::")]
    public async Task Without_tokens_only_loopback_is_listened_on(string host) =>
        (await Should.ThrowAsync<StartupException>(() => ApiServer.StartAsync("--api:host", host))).Message.ShouldStartWith($"api.host {host} is refused: ");

    [Theory]
    [InlineData("127.0.0.1", "any")]
    [InlineData("localhost", "any")]
    [InlineData("::1", "any")]
    [InlineData("0.0.0.0", "public")]
    [InlineData("192.168.1.1", "public")]
    public void Who_can_be_called_from_elsewhere_posts_webhooks_to_public_addresses_unless_told_otherwise(string host, string targets)
    {
        Load(["--api:host", host])["webhooks:targets"].ShouldBe(targets);
        Load(["--api:host", host, "--webhooks:targets", "allowlist"])["webhooks:targets"].ShouldBe("allowlist");
    }

    [Fact]
    public void The_words_of_a_tool_stand_before_its_options_and_the_configuration()
    {
        var line = CommandLine.Parse(["token", "create", "--scopes", "api", "--api:port", "1", "--config=file"]);

        line.Tool.ShouldBe(["token", "create"]);
        line.ToolOptions.ShouldBe(new Dictionary<string, string> { ["scopes"] = "api" });
        line.ConfigFile.ShouldBe("file");
        line.Layer.Entries.ShouldHaveSingleItem().Key.ShouldBe("api.port");
        Should.Throw<StartupException>(() => Load(["--scopes", "api"]));
    }

    [Fact]
    public void A_failure_that_is_not_the_operators_is_not_described() => StartFailure.Describe(new InvalidOperationException("a bug"), null).ShouldBeNull();

    [Fact]
    public void Every_documented_key_is_an_option_and_every_option_is_documented()
    {
        var documented = ServerConfiguration.Load(CommandLine.Parse([]), new Hashtable(), AppContext.BaseDirectory).Keys.Order(StringComparer.Ordinal);
        var options = new[] { typeof(ApiOptions).Assembly, typeof(ImapApi.Infrastructure.InfrastructureServices).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetField("Section") is not null)
            .SelectMany(type => Keys(type, (string)type.GetField("Section")!.GetRawConstantValue()!))
            .Order(StringComparer.Ordinal);

        documented.ShouldBe(options);
    }

    [Fact]
    public void Every_documented_default_is_the_options_own()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(ServerConfiguration.Load(CommandLine.Parse([]), new Hashtable(), AppContext.BaseDirectory).Values).Build();
        foreach (var type in new[] { typeof(ApiOptions).Assembly, typeof(ImapApi.Infrastructure.InfrastructureServices).Assembly }.SelectMany(assembly => assembly.GetTypes()).Where(type => type.GetField("Section") is not null))
            configuration.GetSection((string)type.GetField("Section")!.GetRawConstantValue()!).Get(type).ShouldBeEquivalentTo(Activator.CreateInstance(type));
    }

    private static IEnumerable<string> Keys(Type type, string prefix) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property =>
        {
            var key = prefix + "." + char.ToLowerInvariant(property.Name[0]) + property.Name[1..];
            return property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal) ? Keys(property.PropertyType, key) : [key];
        });

    private static Dictionary<string, string?> Load(string[] arguments, params (string Name, string Value)[] variables)
    {
        var environment = new Hashtable();
        foreach (var (name, value) in variables)
            environment[name] = value;
        return ServerConfiguration.Load(CommandLine.Parse(arguments), environment, AppContext.BaseDirectory).Values.ToDictionary(StringComparer.Ordinal);
    }
}
