namespace ImapApi.Domain.Messages;

/// <summary>Why a change of many messages ended before all were changed.</summary>
public sealed record BulkFailure(string Code, string Message, string? ServerResponse);
