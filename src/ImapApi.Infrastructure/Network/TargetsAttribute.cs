using System.ComponentModel.DataAnnotations;

namespace ImapApi.Infrastructure.Network;

/// <summary>One of the words of <see cref="ConnectPolicy"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TargetsAttribute() : ValidationAttribute("The field {0} must be any, public or allowlist.")
{
    public override bool IsValid(object? value) => value is ConnectPolicy.AnyWord or ConnectPolicy.PublicWord or ConnectPolicy.AllowlistWord;
}
