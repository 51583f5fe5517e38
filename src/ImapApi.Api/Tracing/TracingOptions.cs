using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Tracing;

/// <summary>The <c>[tracing]</c> section.</summary>
internal sealed class TracingOptions
{
    public const string Section = "tracing";

    /// <summary>The base URL of a collector that takes OTLP over HTTP; empty: nothing is exported.</summary>
    [RegularExpression("^(https?://[^/?#@]+/?)?$", ErrorMessage = "it is the URL of an OpenTelemetry collector without a path, such as http://127.0.0.1:4318, or empty.")]
    public string Otlp { get; set; } = "";
}
