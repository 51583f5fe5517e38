namespace ImapApi.UnitTests.Architecture;

public sealed class ShapeTests
{
    private static readonly Type[] Application = [.. SourceAssemblies.Application.WrittenTypes()];
    private static readonly Type[] All = [.. SourceAssemblies.All.SelectMany(SourceAssemblies.WrittenTypes)];

    [Fact]
    public void Handlers_validators_and_behaviours_are_internal_and_sealed()
    {
        ShapeRules.Parts(Application).ShouldNotBeEmpty();
        ShapeRules.PartsThatAreNotInternalAndSealed(Application).ShouldBeEmpty();
    }

    [Fact]
    public void Requests_are_public_sealed_records()
    {
        ShapeRules.Requests(Application).ShouldNotBeEmpty();
        ShapeRules.RequestsThatAreNotPublicSealedRecords(Application).ShouldBeEmpty();
    }

    [Fact]
    public void Requests_are_declared_in_Application_only() => ShapeRules.Requests(All.Except(Application)).ShouldBeEmpty();

    [Fact]
    public void No_handler_sends_another_request() => ShapeRules.HandlersThatSend(Application).ShouldBeEmpty();

    [Fact]
    public void Whatever_stands_in_Operations_is_an_operation()
    {
        var operations = All.Where(type => type.Namespace == "ImapApi.Infrastructure.Imap.Operations").ToArray();

        operations.ShouldNotBeEmpty();
        ShapeRules.OperationsThatAreNone(operations).ShouldBeEmpty();
    }

    [Fact]
    public void No_name_is_an_empty_word() => ShapeRules.TypesWithEmptyNames(All).ShouldBeEmpty();

    [Fact]
    public void There_is_no_static_state() => ShapeRules.TypesWithStaticState(All).ShouldBeEmpty();

    [Fact]
    public void Infrastructure_shows_nothing_but_its_registration()
    {
        var infrastructure = SourceAssemblies.Infrastructure.WrittenTypes().ToArray();

        infrastructure.ShouldContain(type => type.IsVisible);
        ShapeRules.VisibleTypesThatDoNotRegister(infrastructure).ShouldBeEmpty();
    }
}
