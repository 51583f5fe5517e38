using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure;

namespace ImapApi.UnitTests.Architecture.Planted;

/// <summary>Knows every layer and package that the rules forbid somewhere.</summary>
internal sealed class PlantedDependencies
{
    public static string Mail => typeof(MailKit.Net.Imap.ImapClient).FullName + typeof(MimeKit.MimeMessage).FullName;

    public static string Databases => nameof(StackExchange.Redis.IDatabase) + new StackExchange.Redis.ConfigurationOptions() + new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder();

    public static object Layers(Account account) => (account, (Func<Microsoft.Extensions.DependencyInjection.IServiceCollection, Microsoft.Extensions.Configuration.IConfiguration, object>)InfrastructureServices.AddInfrastructure);
}
