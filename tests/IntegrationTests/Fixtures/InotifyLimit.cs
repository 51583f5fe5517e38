namespace ImapApi.IntegrationTests.Fixtures;

/// <summary>
/// Each watching Dovecot process takes one inotify instance of the user they share. Beyond the limit (128 by default)
/// Dovecot silently looks every 30 s instead of pushing.
/// </summary>
public static class InotifyLimit
{
    private const string Instances = "/proc/sys/fs/inotify/max_user_instances";
    private const int Wanted = 8192;

    /// <summary>The limit in force after raising it as far as this process may.</summary>
    public static int Raise()
    {
        var limit = int.Parse(File.ReadAllText(Instances).Trim());
        if (limit >= Wanted)
            return limit;
        try
        {
            File.WriteAllText(Instances, $"{Wanted}");
            return Wanted;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return limit;
        }
    }
}
