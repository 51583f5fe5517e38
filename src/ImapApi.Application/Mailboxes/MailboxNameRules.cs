using FluentValidation;
using ImapApi.Domain;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Application.Mailboxes;

/// <summary>What a mailbox may be called: one name that may hold the server's delimiter, or several that are joined with it.</summary>
internal static class MailboxNameRules
{
    public static void MustBeMailboxName<T>(this IRuleBuilderInitial<T, IReadOnlyList<string>> names, string key)
    {
        names.Must(list => list.Count > 0 && list.All(name => name is { Length: > 0 } && Text.IsSingleLine(name)) && list.Sum(name => name.Length + 1) <= MailboxPath.MaxLength)
            .WithMessage($"is a name, or a list of names, of 1 to {MailboxPath.MaxLength} printable characters in all.").OverridePropertyName(key)
            .Must(list => list is not [['\\', ..], ..]).WithMessage("is not a special use.").OverridePropertyName(key);
    }
}
