using ImapApi.Domain.Autoconfig;

namespace ImapApi.Application.Autoconfig;

/// <param name="Settings">Null: nothing is known.</param>
/// <param name="IsComplete">False: somebody who was asked has not answered, so that asking again may find more.</param>
public sealed record AutoconfigFindings(MailSettings? Settings, bool IsComplete);
