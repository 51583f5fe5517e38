using System.Reflection;
using ArchUnitNET.xUnitV3;

namespace ImapApi.UnitTests.Architecture;

public sealed class LayerTests
{
    private const string StorageFolders = "^ImapApi\\.Infrastructure\\.(Storage|Cluster)($|\\.)";
    private const string MailFolders = "^ImapApi\\.Infrastructure\\.(Imap|MailServers|Smtp|Mime)($|\\.)";

    [Fact]
    public void Domain_knows_no_other_layer()
    {
        LayerRules.KnowsNo(SourceAssemblies.Domain, SourceAssemblies.Application).Check(LayerRules.Architecture);
        LayerRules.KnowsNo(SourceAssemblies.Domain, SourceAssemblies.Infrastructure).Check(LayerRules.Architecture);
        LayerRules.KnowsNo(SourceAssemblies.Domain, SourceAssemblies.Api).Check(LayerRules.Architecture);
    }

    [Fact]
    public void Application_knows_Domain_only()
    {
        LayerRules.KnowsNo(SourceAssemblies.Application, SourceAssemblies.Infrastructure).Check(LayerRules.Architecture);
        LayerRules.KnowsNo(SourceAssemblies.Application, SourceAssemblies.Api).Check(LayerRules.Architecture);
    }

    [Fact]
    public void Infrastructure_does_not_know_the_Api() => LayerRules.KnowsNo(SourceAssemblies.Infrastructure, SourceAssemblies.Api).Check(LayerRules.Architecture);

    [Fact]
    public void Of_the_Api_only_Program_knows_Infrastructure() =>
        LayerRules.KnowsNoBut(SourceAssemblies.Api, SourceAssemblies.Infrastructure, "^ImapApi\\.Api\\.Program($|[+/])").Check(LayerRules.Architecture);

    public static TheoryData<string, string> InnerPackages => new()
    {
        { "ImapApi.Domain", LayerRules.Mail },
        { "ImapApi.Domain", LayerRules.Databases },
        { "ImapApi.Domain", LayerRules.Web },
        { "ImapApi.Domain", LayerRules.Hosting },
        { "ImapApi.Domain", LayerRules.Mediation },
        { "ImapApi.Application", LayerRules.Mail },
        { "ImapApi.Application", LayerRules.Databases },
        { "ImapApi.Application", LayerRules.Web },
        { "ImapApi.Application", LayerRules.Hosting },
        { "ImapApi.Infrastructure", LayerRules.Web },
        { "ImapApi.Api", LayerRules.Mail },
        { "ImapApi.Api", LayerRules.Databases },
    };

    [Theory]
    [MemberData(nameof(InnerPackages))]
    public void A_layer_does_not_know_the_packages_of_another(string layer, string namespaces) =>
        LayerRules.KnowsNo(Assembly.Load(layer), namespaces).Check(LayerRules.Architecture);

    /// <summary>What a new reference would add shows here even before anybody uses it for long.</summary>
    [Fact]
    public void Domain_refers_to_nothing_but_the_platform() =>
        ReferencesOf(SourceAssemblies.Domain).ShouldAllBe(name => name.StartsWith("System", StringComparison.Ordinal));

    [Fact]
    public void Application_refers_to_no_more_than_its_five_packages() =>
        ReferencesOf(SourceAssemblies.Application).Where(name => !name.StartsWith("System", StringComparison.Ordinal)).ShouldBeSubsetOf(
            ["ImapApi.Domain", "FluentValidation", "MediatR", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Scrutor"]);

    [Fact]
    public void Only_storage_knows_a_database() =>
        LayerRules.OnlyKnownIn(SourceAssemblies.Infrastructure, StorageFolders, LayerRules.Databases).Check(LayerRules.Architecture);

    [Fact]
    public void Only_the_mail_folders_know_mail_packages() =>
        LayerRules.OnlyKnownIn(SourceAssemblies.Infrastructure, MailFolders, LayerRules.Mail).Check(LayerRules.Architecture);

    [Fact]
    public void The_engine_does_not_know_how_things_are_stored() =>
        LayerRules.FolderKnowsNo(MailFolders, "^ImapApi\\.Infrastructure\\.Storage($|\\.)").Check(LayerRules.Architecture);

    private static IEnumerable<string> ReferencesOf(Assembly assembly) => assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
}
