namespace ImapApi.Fuzzing;

/// <summary>What must be true is not.</summary>
internal sealed class Finding(string message) : Exception(message)
{
    /// <param name="what">What must be true.</param>
    public static void Unless(bool isTrue, string what)
    {
        if (!isTrue)
            throw new Finding(what);
    }

    public static void UnlessEqual<T>(T actual, T expected, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
            throw new Finding($"{what}: {actual} is not {expected}");
    }
}
