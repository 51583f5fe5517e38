using ImapApi.Api.Hosting;
using ImapApi.Application.Tracing;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ImapApi.Api.Tracing;

/// <summary>
/// Sends the spans, our own and ASP.NET's for each request, to the collector that <c>[tracing]</c> names. Without one nothing of OpenTelemetry is loaded.
/// A collector that is away costs nothing but its spans.
/// </summary>
internal sealed class TraceExport(IOptions<TracingOptions> options) : IHostedService, IDisposable
{
    private TracerProvider? _provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Otlp is { Length: > 0 } collector)
            _provider = Begin(new Uri(new Uri(collector), "v1/traces"));
        return Task.CompletedTask;
    }

    /// <summary>What is not sent yet gets two seconds.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.Run(() => _provider?.Shutdown(2000), cancellationToken);

    public void Dispose() => _provider?.Dispose();

    private static TracerProvider Begin(Uri endpoint) => Sdk.CreateTracerProviderBuilder()
        .ConfigureResource(resource => resource.AddService("imapapi", serviceVersion: ProductVersion.Value))
        .AddSource(Spans.SourceName, "Microsoft.AspNetCore")
        .AddOtlpExporter(otlp =>
        {
            otlp.Protocol = OtlpExportProtocol.HttpProtobuf;
            otlp.Endpoint = endpoint;
        })
        .Build();
}
