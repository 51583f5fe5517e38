using System.Reflection;
using ArchUnitNET.Fluent;
using ArchUnitNET.xUnitV3;
using ImapApi.UnitTests.Architecture.Planted;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ImapApi.UnitTests.Architecture;

/// <summary>Every rule, turned round or shown a violation, does fail.</summary>
public sealed class RuleSelfTests
{
    private const string ForWantOfTypes = "requires positive evaluation";
    private const string PlantedFolder = "^ImapApi\\.UnitTests\\.Architecture\\.Planted$";
    private static readonly Assembly Tests = typeof(RuleSelfTests).Assembly;
    private static readonly Type[] Planted = [.. Tests.WrittenTypes().Where(type => type.Namespace == typeof(PlantedHelper).Namespace)];

    [Fact]
    public void Layer_rules_turned_round_fail()
    {
        ShouldFail(LayerRules.KnowsNo(SourceAssemblies.Application, SourceAssemblies.Domain));
        ShouldFail(LayerRules.KnowsNo(SourceAssemblies.Infrastructure, SourceAssemblies.Application));
        ShouldFail(LayerRules.KnowsNo(SourceAssemblies.Infrastructure, SourceAssemblies.Domain));
        ShouldFail(LayerRules.KnowsNo(Tests, SourceAssemblies.Infrastructure));
    }

    [Fact]
    public void The_exemption_of_a_rule_covers_only_what_it_names()
    {
        ShouldFail(LayerRules.KnowsNoBut(Tests, SourceAssemblies.Infrastructure, "^ImapApi\\.Api\\.Program($|[+/])"));
        ShouldFail(LayerRules.KnowsNoBut(SourceAssemblies.Api, SourceAssemblies.Infrastructure, "^ImapApi\\.Api\\.Nobody$"));
    }

    public static TheoryData<string, string> UsedPackages => new()
    {
        { "ImapApi.Infrastructure", LayerRules.Mail },
        { "ImapApi.Infrastructure", LayerRules.Hosting },
        { "ImapApi.Application", LayerRules.Mediation },
        { "ImapApi.Api", LayerRules.Web },
        { "ImapApi.UnitTests", LayerRules.Databases },
    };

    [Theory]
    [MemberData(nameof(UsedPackages))]
    public void Package_rules_fail_where_the_package_is_used(string layer, string namespaces) => ShouldFail(LayerRules.KnowsNo(Assembly.Load(layer), namespaces));

    [Fact]
    public void Folder_rules_fail_where_the_folder_is_another()
    {
        ShouldFail(LayerRules.OnlyKnownIn(SourceAssemblies.Infrastructure, "^ImapApi\\.Infrastructure\\.Nowhere$", LayerRules.Mail));
        ShouldFail(LayerRules.OnlyKnownIn(Tests, "^ImapApi\\.UnitTests\\.Nowhere$", LayerRules.Databases));
        ShouldFail(LayerRules.FolderKnowsNo(PlantedFolder, "^ImapApi\\.Infrastructure($|\\.)"));
    }

    [Theory]
    [InlineData("InAsyncBody")]
    [InlineData("InIterator")]
    [InlineData("InLambda")]
    public void A_dependency_is_found_wherever_the_compiler_moves_it(string place) =>
        ShouldFail(Types().That().HaveFullNameContaining("PlantedHidingPlaces+" + place).Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(LayerRules.Mail));

    [Fact]
    public void A_rule_about_nothing_fails() =>
        Should.Throw<FailedArchRuleException>(() => LayerRules.FolderKnowsNo("^ImapApi\\.Nowhere$", LayerRules.Mail).Check(LayerRules.Architecture)).Message.ShouldContain(ForWantOfTypes);

    [Fact]
    public void Shape_rules_find_what_was_planted()
    {
        ShapeRules.PartsThatAreNotInternalAndSealed(Planted).ShouldBe([typeof(PlantedUseCase.Handler), typeof(PlantedUseCase.Validator)], ignoreOrder: true);
        ShapeRules.RequestsThatAreNotPublicSealedRecords(Planted).ShouldBe([typeof(PlantedUseCase)]);
        ShapeRules.HandlersThatSend(Planted).ShouldBe([typeof(PlantedUseCase.Handler)]);
        ShapeRules.OperationsThatAreNone(Planted).ShouldContain(typeof(PlantedOperation));
        ShapeRules.TypesWithEmptyNames(Planted).ShouldBe([typeof(PlantedHelper)]);
        ShapeRules.TypesWithStaticState(Planted).ShouldBe([typeof(PlantedHelper)]);
        ShapeRules.VisibleTypesThatDoNotRegister(Planted).ShouldContain(typeof(PlantedUseCase));
    }

    [Theory]
    [InlineData("// TODO: later", true)]
    [InlineData("throw new NotImplementedException();", true)]
    [InlineData("Thread.Sleep(1);", true)]
    [InlineData("SecureSocketOptions.Auto", true)]
    [InlineData("SecureSocketOptions.StartTlsWhenAvailable", true)]
    [InlineData("AutoReconnect(methodology)", false)]
    public void Forbidden_words_are_found(string line, bool found) => ConventionRules.ForbiddenWords().IsMatch(line).ShouldBe(found);

    [Theory]
    [InlineData("src/ImapApi.Domain/Accounts/Account.cs", "namespace ImapApi.Domain.Accounts;", true)]
    [InlineData("src/ImapApi.Domain/Accounts/Account.cs", "namespace ImapApi.Domain.Mailboxes;", false)]
    [InlineData("src/ImapApi.Api/Program.cs", "var builder = 1;", true)]
    public void A_namespace_that_is_not_its_folder_is_found(string path, string text, bool holds) => ConventionRules.NamespaceIsFolder(path, text).ShouldBe(holds);

    [Fact]
    public void A_long_file_is_found() => (ConventionRules.IsTooLong(300), ConventionRules.IsTooLong(301)).ShouldBe((false, true));

    private static void ShouldFail(IArchRule rule) =>
        Should.Throw<FailedArchRuleException>(() => rule.Check(LayerRules.Architecture)).Message.ShouldNotContain(ForWantOfTypes);
}
