using System.Numerics;
using System.Runtime.InteropServices;
using SharpFuzz.Common;

namespace ImapApi.Fuzzing;

/// <summary>Which branches an input took, and about how often, in code that SharpFuzz has instrumented; nothing in other code.</summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;

    private static readonly byte* Counters = (byte*)NativeMemory.AllocZeroed(Size);

    private readonly byte[] _seen = new byte[Size];

    public static void Begin()
    {
        Trace.SharedMem = Counters;
        Trace.PrevLocation = 0;
        new Span<byte>(Counters, Size).Clear();
    }

    /// <summary>How many branches have been seen, each with each number of times.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the last input took a branch that none before did, or another number of times.</summary>
    public bool Add()
    {
        var words = MemoryMarshal.Cast<byte, ulong>(new ReadOnlySpan<byte>(Counters, Size));
        var before = Count;
        for (var word = 0; word < words.Length; word++)
        {
            if (words[word] == 0)
                continue;
            for (var at = word * sizeof(ulong); at < (word + 1) * sizeof(ulong); at++)
                Add(at, Class(Counters[at]));
        }

        return Count > before;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        Array.Clear(_seen);
        Count = 0;
    }

    /// <summary>What the last input took, for comparison with others.</summary>
    public static HashSet<int> Taken()
    {
        var taken = new HashSet<int>();
        for (var at = 0; at < Size; at++)
        {
            if (Counters[at] != 0)
                taken.Add(at * 256 + Class(Counters[at]));
        }

        return taken;
    }

    private void Add(int at, byte times)
    {
        if ((_seen[at] & times) == times)
            return;
        _seen[at] |= times;
        Count++;
    }

    /// <summary>1, 2, 3, 4–7, 8–15 … times: a bit each.</summary>
    private static byte Class(byte times) => times switch
    {
        0 => 0,
        < 4 => (byte)(1 << (times - 1)),
        _ => (byte)(1 << Math.Min(BitOperations.Log2(times) + 1, 7)),
    };
}
