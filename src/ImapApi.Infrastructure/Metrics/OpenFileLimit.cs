using System.Globalization;

namespace ImapApi.Infrastructure.Metrics;

/// <summary>How many files and sockets the process may have open (RLIMIT_NOFILE; .NET raises the soft limit to the hard one when it starts).</summary>
internal static class OpenFileLimit
{
    private const string File = "/proc/self/limits";
    private const string Line = "Max open files";

    /// <summary>Null where it is not known.</summary>
    public static long? Read()
    {
        try
        {
            var line = System.IO.File.ReadLines(File).FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal));
            var soft = line?[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
            return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
