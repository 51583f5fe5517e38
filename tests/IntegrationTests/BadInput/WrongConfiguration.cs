using ImapApi.IntegrationTests.Fixtures;

namespace ImapApi.IntegrationTests.BadInput;

public sealed class WrongConfiguration(SharedServers servers)
{
    [Theory]
    [InlineData("--api:colour", "red", "--api:colour")]
    [InlineData("--colour", "red", "colour")]
    [InlineData("--api:port", "many", "--api:port")]
    [InlineData("--api:port", "70000", "api.port")]
    [InlineData("--imap:maxConnections", "3", "imap.maxConnections")]
    [InlineData("--imap:allowPlaintext", "perhaps", "--imap:allowPlaintext")]
    [InlineData("--imap:connect:globalConcurrent", "0", "imap.connect.globalConcurrent")]
    [InlineData("--config", "/no/such/file.toml", "/no/such/file.toml")]
    [InlineData("--dbs:redis", "http://127.0.0.1:6379", "dbs.redis")]
    [InlineData("--api:host", "not an address", "api.host")]
    [InlineData("--security:key", "c2hvcnQ=", "security.key")]
    public async Task Stops_the_start_with_one_line(string key, string value, string named)
    {
        using var data = new TemporaryDirectory();
        (await ApiProcess.RunToEndAsync("--dbs:path", data.Path, key, value)).ShouldBeOneLine(named);
    }

    [Fact]
    public async Task Is_refused_in_files_and_in_the_environment_too()
    {
        using var data = new TemporaryDirectory();
        var file = Path.Combine(data.Path, "config.toml");
        await File.WriteAllTextAsync(file, "[imap]\nspeed = 9\n", TestContext.Current.CancellationToken);
        (await ApiProcess.RunToEndAsync("--dbs:path", data.Path, "--config", file)).ShouldBeOneLine("speed");
        await File.WriteAllTextAsync(file, "[imap\nspeed = 9\n", TestContext.Current.CancellationToken);
        (await ApiProcess.RunToEndAsync("--dbs:path", data.Path, "--config", file)).ShouldBeOneLine(file);
        (await ApiProcess.RunToEndAsync(new Dictionary<string, string> { ["IMAPAPI_IMAP__SPEED"] = "9" }, "--dbs:path", data.Path)).ShouldBeOneLine("speed");
    }

    [Fact]
    public async Task May_be_a_port_that_somebody_else_has()
    {
        var other = await servers.ApiAsync();
        using var data = new TemporaryDirectory();
        (await ApiProcess.RunToEndAsync("--dbs:path", data.Path, "--api:port", $"{other.Port}")).ShouldBeOneLine("api.port");
    }

    [Fact]
    public async Task May_be_a_directory_that_cannot_be_written()
    {
        using var data = new TemporaryDirectory();
        var file = Path.Combine(data.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        (await ApiProcess.RunToEndAsync("--api:port", $"{FreePort.Next()}", "--dbs:path", Path.Combine(file, "data"))).ShouldBeOneLine(file);
    }

    [Fact]
    public async Task May_open_the_server_to_everybody()
    {
        using var data = new TemporaryDirectory();
        (await ApiProcess.RunToEndAsync("--api:port", $"{FreePort.Next()}", "--dbs:path", data.Path, "--api:host", "0.0.0.0")).ShouldBeOneLine("token");
    }

    [Fact]
    public async Task Is_taken_from_the_command_line_before_the_environment_and_from_there_before_the_file()
    {
        using var data = new TemporaryDirectory();
        var file = Path.Combine(data.Path, "config.toml");
        await File.WriteAllTextAsync(file, "[api]\nport = 70001\n[imap]\nmaxConnections = 9\n", TestContext.Current.CancellationToken);
        (await ApiProcess.RunToEndAsync("--dbs:path", data.Path, "--config", file, "--imap:maxConnections", "2")).ShouldBeOneLine(file);
        var environment = new Dictionary<string, string> { ["IMAPAPI_API__PORT"] = "70002" };
        (await ApiProcess.RunToEndAsync(environment, "--dbs:path", data.Path, "--config", file, "--imap:maxConnections", "2")).ShouldBeOneLine("api.port in the environment");
        (await ApiProcess.RunToEndAsync(environment, "--dbs:path", data.Path, "--config", file, "--imap:maxConnections", "2", "--api:port", "70003")).ShouldBeOneLine("api.port in the command line");
    }
}
