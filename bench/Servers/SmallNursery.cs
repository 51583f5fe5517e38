using System.Diagnostics;

namespace ImapApi.Bench.Servers;

/// <summary>
/// A process whose memory is to be read as what lives: by default the runtime lets tens of megabytes of garbage lie, and new accounts move into that room,
/// so that a slope says too little until the room is full and too much when it grows.
/// </summary>
internal static class SmallNursery
{
    public static void Of(ProcessStartInfo process) => process.Environment["DOTNET_GCgen0size"] = "0x200000";
}
