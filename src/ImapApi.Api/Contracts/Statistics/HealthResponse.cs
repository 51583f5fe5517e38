using System.ComponentModel;

namespace ImapApi.Api.Contracts.Statistics;

[Description("Whether the process can serve requests.")]
internal sealed record HealthResponse([property: Description("ok.")] string Status);
