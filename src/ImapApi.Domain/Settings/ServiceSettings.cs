namespace ImapApi.Domain.Settings;

/// <summary>What is edited at run time and kept in the store; what is configured at deployment is an option, not a setting.</summary>
public sealed record ServiceSettings(LogSettings Logs)
{
    public static ServiceSettings Default { get; } = new(LogSettings.Default);
}
