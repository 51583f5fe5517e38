using System.Text;
using ImapApi.Fuzzing;
using ImapApi.TestKit;

namespace ImapApi.UnitTests.Fuzzing;

/// <summary>The inputs that <c>tests/fuzz.sh</c> has kept: those that take many branches, and those that once found something.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory, MemberData(nameof(Targets))]
    public void Nothing_is_found_any_more(string name)
    {
        var target = Target(name);
        var kept = Corpus.LoadKept(Folder(name)).ToList();

        kept.ShouldNotBeEmpty();
        foreach (var (file, input) in kept)
            Trial.Run(target, input).ShouldBeNull(file);
    }

    [Theory, MemberData(nameof(Targets))]
    public void Decent_inputs_and_small_changes_of_them_find_nothing(string name)
    {
        var target = Target(name);
        byte[][] samples = [.. target.Samples.Select(Encoding.UTF8.GetBytes)];
        var random = new Random(1);
        var mutator = new Mutator(random, target.Words, target.MaxLength);
        foreach (var sample in samples)
        {
            Trial.Run(target, sample).ShouldBeNull(Encoding.UTF8.GetString(sample));
            for (var i = 0; i < 10; i++)
            {
                var input = mutator.Mutate(sample, samples[random.Next(samples.Length)]);
                Trial.Run(target, input).ShouldBeNull(Convert.ToBase64String(input));
            }
        }
    }

    [Fact]
    public void All_of_it_is_small() =>
        FuzzTargets.All.SelectMany(target => Corpus.LoadKept(Folder(target.Name))).Sum(kept => (long)kept.Input.Length).ShouldBeLessThan(300 * 1024);

    private static IFuzzTarget Target(string name) => FuzzTargets.All.Single(target => target.Name == name);

    private static string Folder(string name) => Path.Combine(Checkout.Root, "tests/Fuzzing/corpus", name);
}
