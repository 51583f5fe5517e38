using System.ComponentModel.DataAnnotations;

namespace ImapApi.Infrastructure.Smtp;

/// <summary>The <c>[smtp]</c> section: how messages are handed to submission servers.</summary>
internal sealed class SmtpOptions
{
    public const string Section = "smtp";

    /// <summary>Seconds until an unused connection is closed; 0 closes each after its message. Those of accounts that ask the authentication server are never kept.</summary>
    [Range(0, 300)]
    public int KeepSeconds { get; set; } = 5;

    /// <summary>Messages that are handed to one host at the same time; others wait.</summary>
    [Range(1, 10_000)]
    public int HostConnections { get; set; } = 20;

    /// <summary>Seconds until a server is given up that does not answer to the end, however slowly it does, or takes nothing more of the message.</summary>
    [Range(1, 3600)]
    public int CommandTimeoutSeconds { get; set; } = 60;

    /// <summary>The same after the end of a message, when giving up means not to know (RFC 5321 §4.5.3.2.6 asks for ten minutes).</summary>
    [Range(1, 3600)]
    public int AnswerTimeoutSeconds { get; set; } = 600;
}
