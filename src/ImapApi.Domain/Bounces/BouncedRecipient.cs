namespace ImapApi.Domain.Bounces;

/// <param name="Address">Where delivery was tried.</param>
/// <param name="OriginalAddress">Where the sender had it sent, when that is told and another.</param>
/// <param name="Status">RFC 3463: <c>5.1.1</c>.</param>
/// <param name="Diagnostic">In the words of the system that refused: <c>550 5.1.1 User unknown</c>.</param>
/// <param name="RemoteMta">That system's name.</param>
public sealed record BouncedRecipient(
    string Address, DeliveryAction Action, string? Status = null, string? Diagnostic = null, string? RemoteMta = null, string? OriginalAddress = null);
