using ImapApi.Domain.Messages;

namespace ImapApi.Application.Messages;

internal sealed class LabelsValidator() : FlagChangeValidator(Label.IsSettable, @"holds names of labels on one line each, or Gmail's own: \Inbox, \Starred, \Important …");
