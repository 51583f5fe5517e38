using System.Reflection;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace ImapApi.UnitTests.Architecture;

/// <summary>Who may know whom. ArchUnitNET fails a rule whose subject is empty, so none of them can hold for want of types.</summary>
internal static class LayerRules
{
    public const string Mail = "^(MailKit|MimeKit)($|\\.)";
    public const string Databases = "^(StackExchange\\.Redis|Microsoft\\.Data\\.Sqlite)($|\\.)";
    public const string Web = "^(Microsoft\\.AspNetCore|NSwag|NJsonSchema|Serilog)($|\\.)";
    public const string Hosting = "^(Microsoft\\.Extensions\\.(Hosting|Configuration|Options)|Orleans|Prometheus)($|\\.)";
    public const string Mediation = "^(MediatR|FluentValidation)($|\\.)";

    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Loaded =
        new(() => new ArchLoader().LoadAssemblies([.. SourceAssemblies.All, typeof(LayerRules).Assembly]).Build());

    public static ArchUnitNET.Domain.Architecture Architecture => Loaded.Value;

    /// <summary>
    /// Namespaces rather than types: <c>Types()</c> lists loaded assemblies only, so a rule about a package's types holds for want of them.
    /// </summary>
    public static IArchRule KnowsNo(Assembly layer, string namespaces) =>
        Types().That().ResideInAssembly(layer).Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(namespaces);

    public static IArchRule KnowsNo(Assembly layer, Assembly other) =>
        Types().That().ResideInAssembly(layer).Should().NotDependOnAny(Types().That().ResideInAssembly(other));

    /// <summary>As above, but for the named types and what is nested in them.</summary>
    public static IArchRule KnowsNoBut(Assembly layer, Assembly other, string exemptTypes) =>
        Types().That().ResideInAssembly(layer).And().DoNotHaveFullNameMatching(exemptTypes).Should().NotDependOnAny(Types().That().ResideInAssembly(other));

    /// <summary>Within a layer: only these folders know those namespaces.</summary>
    public static IArchRule OnlyKnownIn(Assembly layer, string folders, string namespaces) =>
        Types().That().ResideInAssembly(layer).And().DoNotResideInNamespaceMatching(folders).Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(namespaces);

    /// <summary>Within a layer: this folder does not know those namespaces.</summary>
    public static IArchRule FolderKnowsNo(string folder, string namespaces) =>
        Types().That().ResideInNamespaceMatching(folder).Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(namespaces);
}
