using System.ComponentModel.DataAnnotations;
using System.Net;

namespace ImapApi.Api.Auth;

/// <summary>A list of addresses and networks in CIDR notation.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NetworksAttribute() : ValidationAttribute("The field {0} must be a list of addresses and networks (10.0.0.0/8).")
{
    public override bool IsValid(object? value) => value is IEnumerable<string> entries && entries.All(entry => TryParse(entry, out _));

    public static bool TryParse(string entry, out IPNetwork network)
    {
        if (IPNetwork.TryParse(entry, out network))
            return true;
        if (!IPAddress.TryParse(entry, out var address))
            return false;
        network = new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return true;
    }
}
