using System.ComponentModel.DataAnnotations;
using System.Net;

namespace ImapApi.Infrastructure.Autoconfig;

/// <summary>Which DNS server is asked: the system's, none, or the one at an address.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DnsAttribute() : ValidationAttribute("The field {0} must be system, off, or the IP address of a DNS server, with its port if that is not 53.")
{
    public const string System = "system";
    public const string Off = "off";
    private const int Port = 53;

    /// <summary>Null for the two words.</summary>
    public static IPEndPoint? Server(string text)
    {
        if (!IPEndPoint.TryParse(text, out var server))
            return null;
        return server.Port == 0 ? new IPEndPoint(server.Address, Port) : server;
    }

    public override bool IsValid(object? value) => value is System or Off || (value is string text && Server(text) is not null);
}
