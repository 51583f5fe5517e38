using ImapApi.Application.Submissions;
using ImapApi.Infrastructure.Mime.Composing;
using Microsoft.Extensions.DependencyInjection;

namespace ImapApi.Infrastructure.Submissions;

internal static class SubmissionServices
{
    public static IServiceCollection AddSubmissions(this IServiceCollection services) => services
        .AddSingleton<BodyComposer>()
        .AddSingleton<PartsComposer>()
        .AddSingleton<RawComposer>()
        .AddSingleton<IMessageComposer, MessageComposer>()
        .AddSingleton<IReferenceSource, StoredReferences>()
        .AddSingleton<IAfterSubmission, AfterEffects>();
}
