using System.Globalization;
using System.Net.Sockets;
using ImapApi.Application.Health;

namespace ImapApi.Infrastructure.Network;

/// <inheritdoc />
/// <remarks>
/// .NET raises the soft limit to the hard one when it starts, opens a file whenever it needs another assembly, and ends the process ("Out of memory.") when it
/// cannot. The last descriptors are therefore .NET's and the store's; before them come those for callers, so that somebody can still ask what is wrong while
/// our own connections have used up theirs.
/// </remarks>
internal sealed class OpenFiles : IOpenFiles
{
    private const int ForRuntime = 96;
    private const int ForCallers = 96;
    private const string File = "/proc/self/limits";
    private const string Line = "Max open files";

    private static readonly long? Known = Read();

    public long? Limit => Known;

    public bool IsBeyondCallers(nint descriptor) => descriptor >= Known - ForRuntime;

    /// <summary>A new socket of our own has to leave room for others.</summary>
    /// <exception cref="SocketException">It does not: <see cref="SocketError.TooManyOpenSockets"/>.</exception>
    public static void Spare(Socket socket)
    {
        if (socket.Handle < Known - ForRuntime - ForCallers || Known is null)
            return;
        throw new SocketException((int)SocketError.TooManyOpenSockets, $"this process may not open more than {Known} files and sockets (RLIMIT_NOFILE; systemd: LimitNOFILE)");
    }

    private static long? Read()
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
