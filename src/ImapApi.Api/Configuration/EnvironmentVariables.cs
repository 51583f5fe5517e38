using System.Collections;

namespace ImapApi.Api.Configuration;

/// <summary>Variables named <c>IMAPAPI_SECTION__KEY</c> as a layer of configuration.</summary>
internal static class EnvironmentVariables
{
    private const string Prefix = "IMAPAPI_";

    public static ConfigurationLayer Read(IDictionary variables)
    {
        var entries = new List<ConfigurationEntry>();
        foreach (DictionaryEntry variable in variables)
        {
            if (variable is { Key: string name, Value: string value } && name.StartsWith(Prefix, StringComparison.Ordinal))
                entries.Add(new ConfigurationEntry(name[Prefix.Length..].Replace("__", ".", StringComparison.Ordinal), name, value));
        }

        return new ConfigurationLayer("the environment", IsTyped: false, entries);
    }
}
