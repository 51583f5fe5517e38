using System.Text;
using ImapApi.Fuzzing;

namespace ImapApi.UnitTests.Fuzzing;

public sealed class FuzzRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imapapi-fuzz");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Finds_what_a_target_does_not_stand_and_makes_it_small()
    {
        var target = new PlantedTarget(input => input.Contains("(\0", StringComparison.Ordinal) ? throw new InvalidOperationException("planted") : true);
        using var present = File.OpenHandle(Path.Combine(_folder.FullName, "present"), FileMode.Create, FileAccess.Write);

        var found = new FuzzRun(target, new Corpus(_folder.FullName + "/kept", _folder.FullName + "/grown"), seed: 1, present).Run(TimeSpan.FromMinutes(1));

        found.ShouldNotBeNull().Found.Message.ShouldBe("planted");
        Encoding.UTF8.GetString(Shrinking.Shrink(target, found.Value.Input, found.Value.Found)).ShouldBe("(\0");
        File.ReadAllBytes(Path.Combine(_folder.FullName, "present")).ShouldBe(found.Value.Input);
    }

    [Fact]
    public void An_input_that_takes_too_much_memory_is_a_finding()
    {
        var target = new PlantedTarget(_ => new byte[Trial.MostBytes + 1].Length > 0);

        Trial.Run(target, []).ShouldBeOfType<Finding>().Message.ShouldBe("takes 64 MiB");
    }

    private sealed class PlantedTarget(Func<string, bool> check) : IFuzzTarget
    {
        public string Name => "planted";

        public IReadOnlyList<string> Samples => ["(a (b) c)"];

        public IReadOnlyList<string> Words => [];

        public void Check(byte[] input) => Finding.Unless(check(Encoding.Latin1.GetString(input)), "planted");
    }
}
