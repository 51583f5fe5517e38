using System.ComponentModel.DataAnnotations;

namespace ImapApi.Api.Logging;

/// <summary>The <c>[log]</c> section.</summary>
internal sealed class LogOptions
{
    public const string Section = "log";

    [AllowedValues("debug", "info", "warning", "error", ErrorMessage = "it is debug, info, warning or error.")]
    public string Level { get; set; } = "info";

    [AllowedValues("text", "json", ErrorMessage = "it is text or json.")]
    public string Format { get; set; } = "text";
}
