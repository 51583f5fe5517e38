using ImapApi.Application.Errors;
using Tomlyn;
using Tomlyn.Model;

namespace ImapApi.Api.Configuration;

/// <summary>A TOML file as a layer of configuration.</summary>
internal static class TomlFile
{
    public static ConfigurationLayer Read(string path)
    {
        try
        {
            var table = TomlSerializer.Deserialize<TomlTable>(File.ReadAllText(path)) ?? [];
            var entries = new List<ConfigurationEntry>();
            Flatten(table, "", entries);
            return new ConfigurationLayer(path, IsTyped: true, entries);
        }
        catch (Exception exception) when (exception is TomlException or ArgumentOutOfRangeException)
        {
            // Of many mistakes the first one will do: often the others follow from it. Where it lies in half a character, Tomlyn fails to name it.
            throw new StartupException($"{path} is not TOML: {exception.Message.Split('\n')[0]}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The configuration file {path} cannot be read: {exception.Message}", exception);
        }
    }

    private static void Flatten(TomlTable table, string prefix, List<ConfigurationEntry> entries)
    {
        foreach (var (name, value) in table)
        {
            var key = prefix + name;
            if (value is TomlTable inner)
                Flatten(inner, key + ".", entries);
            else
                entries.Add(new ConfigurationEntry(key, key, value));
        }
    }
}
