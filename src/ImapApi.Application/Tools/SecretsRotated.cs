namespace ImapApi.Application.Tools;

/// <param name="Documents">How many stored documents were encrypted anew.</param>
/// <param name="OldKeysDropped">The older keys were removed from the key file.</param>
public sealed record SecretsRotated(int Documents, bool OldKeysDropped);
