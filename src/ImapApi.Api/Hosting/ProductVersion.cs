using System.Reflection;

namespace ImapApi.Api.Hosting;

internal static class ProductVersion
{
    /// <summary>As the build set it, without the commit.</summary>
    public static string Value { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
