namespace ImapApi.Fuzzing;

/// <summary>Something that reads what strangers write, and what must be true of it whatever they write.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>Longer inputs are not tried.</summary>
    int MaxLength => 2048;

    /// <summary>What decent inputs look like.</summary>
    IReadOnlyList<string> Samples { get; }

    /// <summary>What means something in an input, to be put anywhere.</summary>
    IReadOnlyList<string> Words { get; }

    /// <exception cref="Exception">Whatever is thrown is a finding: what the code under test may throw is caught here.</exception>
    void Check(byte[] input);
}
