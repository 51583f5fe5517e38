using ImapApi.Api.Configuration;

namespace ImapApi.Api.Hosting;

internal static class ServerHost
{
    /// <summary>
    /// A host with nothing in it but Kestrel, routing and our configuration: .NET's default builders would also read appsettings.json and every
    /// environment variable, where a stray <c>LOG__LEVEL</c> could change what is documented nowhere.
    /// </summary>
    public static WebApplicationBuilder CreateBuilder(ServerConfiguration configuration)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(ServerHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Configuration.AddInMemoryCollection(configuration.Values);
        builder.WebHost.UseKestrelCore();
        return builder;
    }
}
