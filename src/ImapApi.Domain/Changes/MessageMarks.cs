using System.Text;
using ImapApi.Domain.Messages;

namespace ImapApi.Domain.Changes;

/// <summary>
/// What can change about a message. What a server says without measure is not watched: flags longer than <see cref="MaxLength"/> UTF-16 units,
/// and those after the first <see cref="MaxFlags"/> of a message, are left out, here and therefore in every comparison.
/// </summary>
/// <param name="Flags">The flags and keywords.</param>
/// <param name="Labels">Gmail's labels; null elsewhere.</param>
public sealed record MessageMarks(FlagSet Flags, FlagSet? Labels)
{
    public const int MaxFlags = 256;
    public const int MaxLength = 512;

    public FlagSet Flags { get; init => field = Bounded(value); } = Bounded(Flags);

    public FlagSet? Labels { get; init => field = value is null ? null : Bounded(value); } = Labels is null ? null : Bounded(Labels);

    private static FlagSet Bounded(FlagSet flags) =>
        flags.Values.Count <= MaxFlags && flags.Values.All(flag => flag.Length <= MaxLength && Ascii.IsValid(flag))
            ? flags
            : FlagSet.Create(flags.Values.Where(flag => flag.Length <= MaxLength).Select(WellFormed).Take(MaxFlags));

    /// <summary>Modified UTF-7 can spell half a surrogate pair. UTF-8 cannot, and marks must be the same after they were stored.</summary>
    private static string WellFormed(string flag) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(flag));
}
