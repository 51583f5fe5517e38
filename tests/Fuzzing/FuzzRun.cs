using System.Diagnostics;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ImapApi.Fuzzing;

/// <summary>
/// Tries inputs that are made of others, for a while. What takes a new branch becomes one of those others. A run is told by its seed and by the inputs that it
/// begins with.
/// </summary>
/// <param name="present">Holds the input that is being tried, for when the process does not survive it.</param>
internal sealed class FuzzRun(IFuzzTarget target, Corpus corpus, int seed, SafeFileHandle present)
{
    /// <summary>An input that takes longer is not waited for: the process ends.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly List<byte[]> _inputs = [];
    private readonly Coverage _coverage = new();
    private long _begun;

    public long Trials { get; private set; }

    public int Branches => _coverage.Count;

    public int Inputs => _inputs.Count;

    /// <returns>The input that found something, and what; null: none did.</returns>
    public (byte[] Input, Exception Found)? Run(TimeSpan time)
    {
        using var watch = new Timer(_ => EndIfStuck(), state: null, Patience, Patience);
        // Twice, because the first time some branches only make what is kept.
        foreach (var input in target.Samples.Select(Encoding.UTF8.GetBytes).Concat(corpus.Load()).Append([]))
            _ = Try(input);
        _coverage.Clear();
        _inputs.Clear();
        foreach (var input in target.Samples.Select(Encoding.UTF8.GetBytes).Concat(corpus.Load()).Append([]))
        {
            if (Try(input) is { } found)
                return (input, found);
            if (_coverage.Add() || _inputs.Count == 0)
                _inputs.Add(input);
        }

        var random = new Random(seed);
        var mutator = new Mutator(random, target.Words, target.MaxLength);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < time;)
        {
            var input = mutator.Mutate(Choose(random), _inputs[random.Next(_inputs.Count)]);
            if (Try(input) is { } found)
                return (input, found);
            if (!_coverage.Add())
                continue;
            _inputs.Add(input);
            corpus.Grow(input);
        }

        return null;
    }

    /// <summary>Those that take new branches most often make others that do.</summary>
    private byte[] Choose(Random random) => _inputs[random.Next(2) == 0 ? random.Next(_inputs.Count) : _inputs.Count - 1 - random.Next(1 + _inputs.Count / 8)];

    private Exception? Try(byte[] input)
    {
        RandomAccess.SetLength(present, input.Length);
        RandomAccess.Write(present, input, 0);
        Trials++;
        Volatile.Write(ref _begun, Stopwatch.GetTimestamp());
        Coverage.Begin();
        var found = Trial.Run(target, input);
        Volatile.Write(ref _begun, 0);
        return found;
    }

    private void EndIfStuck()
    {
        if (Volatile.Read(ref _begun) is not 0 and var begun && Stopwatch.GetElapsedTime(begun) > Patience)
            Environment.FailFast($"{target.Name} does not come back from an input.");
    }
}
