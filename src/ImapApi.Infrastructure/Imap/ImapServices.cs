using ImapApi.Application.Accounts;
using ImapApi.Application.Mailboxes;
using ImapApi.Application.Messages;
using ImapApi.Application.Statistics;
using ImapApi.Infrastructure.Imap.Mapping;
using ImapApi.Infrastructure.Imap.Workers;
using ImapApi.Infrastructure.MailServers;
using ImapApi.Infrastructure.Network;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Imap;

internal static class ImapServices
{
    public static IServiceCollection AddImap(this IServiceCollection services)
    {
        services.AddOptions<ImapOptions>().BindConfiguration(ImapOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var imap = provider.GetRequiredService<IOptions<ImapOptions>>().Value;
            return new MailServerDialer(new ConnectPolicy(imap.Targets, imap.Allow));
        });
        services.AddSingleton<ConnectGate>();
        services.AddSingleton<ImapConnector>();
        services.AddSingleton<OutlineCache>();
        services.AddSingleton<CallCosts>();
        services.AddSingleton<ICallCosts>(provider => provider.GetRequiredService<CallCosts>());
        services.AddSingleton<WorkerServices>();
        services.AddSingleton<AccountWorkers>();
        services.AddSingleton<IAccountWorkers>(provider => provider.GetRequiredService<AccountWorkers>());
        services.AddSingleton<IRequestQueues>(provider => provider.GetRequiredService<AccountWorkers>());
        services.AddSingleton<IMessageStore, ImapMessageStore>();
        services.AddSingleton<IMessageSets, ImapMessageSets>();
        services.AddSingleton<IMailboxStore, ImapMailboxStore>();
        services.AddSingleton<IAccountVerifier, AccountVerifier>();
        return services;
    }
}
