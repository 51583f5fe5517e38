using System.ComponentModel.DataAnnotations;

namespace ImapApi.Infrastructure.Network;

/// <summary>Entries that <see cref="ConnectPolicy"/> can read.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AllowEntriesAttribute() : ValidationAttribute("The field {0} must be a list of addresses, networks (10.0.0.0/8) and host names.")
{
    public override bool IsValid(object? value) => value is IEnumerable<string> entries && entries.All(ConnectPolicy.IsEntry);
}
