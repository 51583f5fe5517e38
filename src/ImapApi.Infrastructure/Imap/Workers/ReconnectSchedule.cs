namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>How long to wait before the next attempt. Pure: the randomness is passed in.</summary>
internal static class ReconnectSchedule
{
    /// <summary>A connection that lived this long proves that the server is well: the series of failures is over.</summary>
    public static readonly TimeSpan StableAfter = TimeSpan.FromMinutes(5);

    /// <summary>One that lived this long was a good one, whatever came before it.</summary>
    private static readonly TimeSpan WorkedAfter = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AfterStable = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan[] RefusedLogin = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(60)];

    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="random">0 ≤ random &lt; 1; spreads the accounts of a server that went away.</param>
    /// <returns><c>min(10 min, 2 s · 1.7ⁿ)</c>, between half and all of it.</returns>
    public static TimeSpan AfterFailure(int failures, double random) =>
        Jitter(TimeSpan.FromSeconds(Math.Min(Most.TotalSeconds, First.TotalSeconds * Math.Pow(1.7, Math.Clamp(failures - 1, 0, 50)))), random);

    /// <summary>A wrong password does not get better by trying; too many tries lock an account.</summary>
    public static TimeSpan AfterRefusedLogin(int failures, double random) => Jitter(RefusedLogin[Math.Clamp(failures - 1, 0, RefusedLogin.Length - 1)], random);

    /// <summary>
    /// A connection was lost that had worked: after a long one at once, servers end those; else as after a failure, but after at most four times as long as it lived, so that a network
    /// that comes and goes is not taken for a server that is down.
    /// </summary>
    public static TimeSpan AfterLoss(int failures, TimeSpan lived, double random)
    {
        if (lived >= StableAfter)
            return AfterStable * random;
        var delay = AfterFailure(failures, random);
        return lived >= WorkedAfter && delay > 4 * lived ? 4 * lived : delay;
    }

    private static TimeSpan Jitter(TimeSpan delay, double random) => delay * (0.5 + random / 2);
}
