using ImapApi.Domain.Messages;

namespace ImapApi.Application.Messages;

internal sealed class FlagsValidator() : FlagChangeValidator(
    Flag.IsSettable, @"holds \Seen, \Answered, \Flagged, \Deleted, \Draft, or keywords: ASCII without blanks and ( ) { % * "" \ ].");
