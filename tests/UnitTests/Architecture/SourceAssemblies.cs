using System.Reflection;
using System.Runtime.CompilerServices;
using ImapApi.Application;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure;

namespace ImapApi.UnitTests.Architecture;

internal static class SourceAssemblies
{
    public static Assembly Domain { get; } = typeof(Account).Assembly;

    public static Assembly Application { get; } = typeof(ApplicationServices).Assembly;

    public static Assembly Infrastructure { get; } = typeof(InfrastructureServices).Assembly;

    public static Assembly Api { get; } = Assembly.Load("ImapApi.Api");

    public static IReadOnlyList<Assembly> All { get; } = [Domain, Application, Infrastructure, Api];

    /// <summary>The types somebody wrote, not those a compiler or a source generator added.</summary>
    public static IEnumerable<Type> WrittenTypes(this Assembly assembly) => assembly.GetTypes().Where(IsWritten);

    public static bool IsWritten(Type type) =>
        !type.Name.Contains('<', StringComparison.Ordinal)
        && type.Namespace?.StartsWith("ImapApi.", StringComparison.Ordinal) == true
        && !type.IsDefined(typeof(CompilerGeneratedAttribute))
        && !type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        && (type.DeclaringType is null || IsWritten(type.DeclaringType));
}
