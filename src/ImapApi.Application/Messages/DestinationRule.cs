using FluentValidation;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Application.Messages;

/// <summary>Where messages can go: a mailbox by its path or by its special use.</summary>
internal static class DestinationRule
{
    public static void MustBeMailbox<T>(this IRuleBuilderInitial<T, MailboxPath> destination) =>
        destination.Must(path => !path.IsSpecialUse || SpecialUseNames.TryParse(path.Value, out _)).WithMessage(@"is a mailbox's path, or a special use such as \Archive.").OverridePropertyName("path");
}
