using System.Collections;
using ImapApi.Api.Hosting;
using ImapApi.Application.Errors;

namespace ImapApi.Api.Configuration;

/// <summary>
/// All layers in one, each key checked against <c>config/default.toml</c>: that file says which keys there are and of which type. A layer's list replaces
/// the lower one's as a whole, which .NET's own layering, element by element, would not do.
/// </summary>
internal sealed class ServerConfiguration
{
    private const string ApiHost = "api.host";
    private const string WebhookTargets = "webhooks.targets";

    private readonly Dictionary<string, (ConfigurationKey Key, IReadOnlyList<string> Values, string Source)> _keys = new(StringComparer.OrdinalIgnoreCase);

    private ServerConfiguration(ConfigurationLayer defaults)
    {
        foreach (var entry in defaults.Entries)
        {
            var key = ConfigurationKey.Of(entry);
            _keys.Add(key.Name, (key, key.Read(entry.Value, isTyped: true) ?? throw new StartupException($"{defaults.Name}: {key.Name} must be {key.Allowed}."), defaults.Name));
        }
    }

    public IEnumerable<string> Keys => _keys.Keys;

    /// <summary>In the form that .NET's configuration takes: <c>imap:connect:globalConcurrent</c>, lists as <c>api:allowedHosts:0</c> …</summary>
    public IEnumerable<KeyValuePair<string, string?>> Values
    {
        get
        {
            foreach (var (key, values, _) in _keys.Values)
            {
                var path = key.Name.Replace('.', ':');
                for (var i = 0; i < values.Count; i++)
                    yield return new(key.Kind == ConfigurationValueKind.List ? $"{path}:{i}" : path, values[i]);
            }
        }
    }

    public static ServerConfiguration Load(CommandLine arguments, IDictionary environment, string programDirectory)
    {
        var configuration = new ServerConfiguration(TomlFile.Read(Path.Combine(programDirectory, "config", "default.toml")));
        if (arguments.ConfigFile is not null)
            configuration.Add(TomlFile.Read(arguments.ConfigFile));
        configuration.Add(EnvironmentVariables.Read(environment));
        configuration.Add(arguments.Layer);
        configuration.Complete();
        return configuration;
    }

    /// <summary>The key as it is documented, and which layer gave it its value; null for a key that is not documented.</summary>
    public string? Locate(string key) => _keys.TryGetValue(key, out var found) ? $"{found.Key.Name} in {found.Source}" : null;

    /// <summary>Where a default depends on another key.</summary>
    private void Complete()
    {
        // Who can only be called from this machine may call whatever it can; others must not be a way into the network that they stand in.
        if (_keys[WebhookTargets].Values is [""])
            _keys[WebhookTargets] = _keys[WebhookTargets] with { Values = [ListenAddress.IsLoopback(_keys[ApiHost].Values[0]) ? "any" : "public"] };
    }

    private void Add(ConfigurationLayer layer)
    {
        foreach (var entry in layer.Entries)
        {
            if (!_keys.TryGetValue(entry.Key, out var known))
                throw new StartupException($"{entry.Written} in {layer.Name} is not a configuration key. {Suggest(entry.Key)}");
            var values = known.Key.Read(entry.Value, layer.IsTyped)
                ?? throw new StartupException($"{entry.Written} in {layer.Name} must be {known.Key.Allowed}.");
            _keys[entry.Key] = (known.Key, values, layer.Name);
        }
    }

    private string Suggest(string unknown)
    {
        var section = unknown.Split('.')[0] + ".";
        var siblings = _keys.Keys.Where(key => key.StartsWith(section, StringComparison.OrdinalIgnoreCase)).ToList();
        return siblings.Count == 0
            ? $"There are the sections {string.Join(", ", _keys.Keys.Select(key => key.Split('.')[0]).Distinct())}; see config/default.toml."
            : $"There are {string.Join(", ", siblings)}.";
    }
}
