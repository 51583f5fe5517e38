namespace ImapApi.Fuzzing;

/// <summary>Makes an input that found something smaller, as long as it finds the same.</summary>
internal static class Shrinking
{
    private const int MostTrials = 2000;

    public static byte[] Shrink(IFuzzTarget target, byte[] input, Exception found)
    {
        var trials = 0;
        for (var length = input.Length / 2; length > 0 && trials < MostTrials; length /= 2)
        {
            for (var at = 0; at + length <= input.Length && trials < MostTrials;)
            {
                byte[] smaller = [.. input[..at], .. input[(at + length)..]];
                trials++;
                if (IsSame(Trial.Run(target, smaller), found))
                    input = smaller;
                else
                    at += length;
            }
        }

        return input;
    }

    private static bool IsSame(Exception? one, Exception other) =>
        one?.GetType() == other.GetType() && (one is not Finding || Head(one.Message) == Head(other.Message)) && one.StackTrace?.Split('\n')[0] == other.StackTrace?.Split('\n')[0];

    private static string Head(string message) => message.Split(':')[0];
}
