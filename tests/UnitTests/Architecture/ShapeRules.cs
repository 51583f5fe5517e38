using System.Reflection;
using FluentValidation;
using ImapApi.Infrastructure.Imap.Workers;
using MediatR;

namespace ImapApi.UnitTests.Architecture;

/// <summary>Each rule answers the types of a set that break it.</summary>
internal static class ShapeRules
{
    private static readonly string[] EmptyWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Impl"];

    private static readonly Type[] MutableCollections =
        [typeof(List<>), typeof(Dictionary<,>), typeof(HashSet<>), typeof(SortedDictionary<,>), typeof(Queue<>), typeof(Stack<>), typeof(System.Collections.Concurrent.ConcurrentDictionary<,>), typeof(System.Collections.Concurrent.ConcurrentQueue<>)];

    public static IEnumerable<Type> Parts(IEnumerable<Type> types) =>
        types.Where(type => type is { IsInterface: false, IsAbstract: false } && (Implements(type, typeof(IRequestHandler<,>)) || Implements(type, typeof(IValidator<>)) || Implements(type, typeof(IPipelineBehavior<,>))));

    public static IEnumerable<Type> Requests(IEnumerable<Type> types) => types.Where(type => !type.IsInterface && Implements(type, typeof(IRequest<>)));

    public static IEnumerable<Type> PartsThatAreNotInternalAndSealed(IEnumerable<Type> types) => Parts(types).Where(type => type.IsVisible || !type.IsSealed);

    public static IEnumerable<Type> RequestsThatAreNotPublicSealedRecords(IEnumerable<Type> types) =>
        Requests(types).Where(type => !type.IsVisible || !type.IsSealed || type.GetMethod("<Clone>$") is null);

    /// <summary>A use case that sends another one hides what it does; one that needs another's work asks the same port.</summary>
    public static IEnumerable<Type> HandlersThatSend(IEnumerable<Type> types) =>
        Parts(types).Where(type => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Any(parameter => parameter.ParameterType == typeof(IMediator)));

    public static IEnumerable<Type> OperationsThatAreNone(IEnumerable<Type> types) =>
        types.Where(type => type is { IsClass: true, IsAbstract: false, IsNested: false } && !Implements(type, typeof(IImapOperation<>)));

    public static IEnumerable<Type> TypesWithEmptyNames(IEnumerable<Type> types) =>
        types.Where(type => EmptyWords.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal)));

    public static IEnumerable<Type> TypesWithStaticState(IEnumerable<Type> types) =>
        types.Where(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Any(IsState));

    /// <summary>The engine and the stores are reached through ports; what the host needs of them is one method.</summary>
    public static IEnumerable<Type> VisibleTypesThatDoNotRegister(IEnumerable<Type> types) =>
        types.Where(type => type.IsVisible && (!type.IsAbstract || !type.IsSealed || !type.Name.EndsWith("Services", StringComparison.Ordinal)));

    private static bool IsState(FieldInfo field) =>
        field is { IsLiteral: false } && !IsCompilers(field) && (!field.IsInitOnly || (field.FieldType.IsGenericType && MutableCollections.Contains(field.FieldType.GetGenericTypeDefinition())));

    /// <summary>Caches of lambdas and switch tables are the compiler's; the field behind a static property is ours.</summary>
    private static bool IsCompilers(FieldInfo field) => field.Name.StartsWith('<') && !field.Name.EndsWith("k__BackingField", StringComparison.Ordinal);

    private static bool Implements(Type type, Type definition) =>
        type.GetInterfaces().Any(implemented => implemented.IsGenericType && implemented.GetGenericTypeDefinition() == definition);
}
