namespace ImapApi.UnitTests.Architecture.Planted;

/// <summary>Dependencies where a compiler moves code into types of its own: an async body, an iterator, a lambda.</summary>
internal static class PlantedHidingPlaces
{
    internal sealed class InAsyncBody
    {
        public static async Task<object> UseAsync()
        {
            await Task.Yield();
            return new MimeKit.MimeMessage();
        }
    }

    internal sealed class InIterator
    {
        public static IEnumerable<int> Use()
        {
            yield return new MimeKit.MimeMessage().Body is null ? 0 : 1;
        }
    }

    internal sealed class InLambda
    {
        public static Func<object> Use() => static () => new MimeKit.MimeMessage();
    }
}
