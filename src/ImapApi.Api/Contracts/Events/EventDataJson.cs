using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using ImapApi.Api.Contracts.Messages;
using ImapApi.Application.Events;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Changes;
using ImapApi.Domain.Mailboxes;

namespace ImapApi.Api.Contracts.Events;

/// <summary>The <c>data</c> object of every kind of event.</summary>
internal sealed class EventDataJson : IEventData
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public byte[] Write(Change change)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
            Write(writer, change);
        return output.WrittenSpan.ToArray();
    }

    public byte[] WriteWebhook(LoggedEvent entry)
    {
        var output = new ArrayBufferWriter<byte>();
        EventJson.WriteWebhook(output, entry);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Change change)
    {
        if (change is Change.MessageArrived arrived)
        {
            MessageJson.WriteArrived(writer, arrived.Message, arrived.MovedFrom);
            return;
        }

        writer.WriteStartObject();
        switch (change)
        {
            case Change.MessageDeleted deleted:
                WriteMessage(writer, deleted.Message);
                break;
            case Change.MessageBounced bounced:
                WriteMessage(writer, bounced.Message);
                BounceJson.Write(writer, bounced.Bounce);
                break;
            case Change.MessageUpdated updated:
                WriteMessage(writer, updated.Message);
                WriteChanges(writer, updated.Marks);
                break;
            case Change.MailboxAdded added:
                WriteMailbox(writer, added.Mailbox, added.Name, added.SpecialUse);
                if (added.RenamedFrom is { } former)
                    writer.WriteString("renamedFrom", former.Value);
                break;
            case Change.MailboxRemoved removed:
                WriteMailbox(writer, removed.Mailbox, removed.Name, removed.SpecialUse);
                break;
            case Change.MailboxReset reset:
                WriteMailbox(writer, reset.Mailbox, reset.Name, reset.SpecialUse);
                writer.WriteNumber("uidValidity", reset.UidValidity);
                if (reset.PreviousUidValidity is { } previous)
                    writer.WriteNumber("prevUidValidity", previous);
                break;
            case Change.AccountAdded added:
                writer.WriteString("name", added.Name);
                break;
            case Change.AccountInitialized initialized:
                writer.WriteNumber("mailboxes", initialized.Mailboxes);
                break;
            case Change.AccountDeleted:
                break;
            case Change.AuthenticationFailed failed:
                WriteError(writer, failed.Error);
                break;
            case Change.AuthenticationSucceeded succeeded:
                writer.WriteString("user", succeeded.User);
                break;
            case Change.ConnectFailed failed:
                WriteError(writer, failed.Error);
                break;
            case Change.MessageSent sent:
                SubmissionEventJson.Write(writer, sent.Entry);
                break;
            case Change.MessageDelayed delayed:
                SubmissionEventJson.Write(writer, delayed.Entry);
                break;
            case Change.MessageFailed failed:
                SubmissionEventJson.Write(writer, failed.Entry);
                break;
            case Change.EventsLost lost:
                writer.WriteNumber("count", lost.Last - lost.First + 1);
                writer.WriteNumber("firstSeq", lost.First);
                writer.WriteNumber("lastSeq", lost.Last);
                break;
            default:
                throw new InvalidOperationException($"No form of {change.GetType().Name} is known.");
        }

        writer.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter writer, Domain.Messages.MessageId id)
    {
        writer.WriteString(MessageJsonNames.Id, id.ToString());
        writer.WriteNumber(MessageJsonNames.Uid, id.Uid.Value);
    }

    private static void WriteChanges(Utf8JsonWriter writer, MarksChange marks)
    {
        writer.WriteStartObject("changes");
        WriteLists(writer, "flags", marks.AddedFlags, marks.DeletedFlags, marks.After.Flags.Values);
        if (marks.After.Labels is { } labels)
            WriteLists(writer, "labels", marks.AddedLabels, marks.DeletedLabels, labels.Values);
        writer.WriteEndObject();
    }

    /// <summary>Nothing is written of what did not change.</summary>
    private static void WriteLists(Utf8JsonWriter writer, string name, IReadOnlyList<string> added, IReadOnlyList<string> deleted, IReadOnlyList<string> value)
    {
        if (added.Count == 0 && deleted.Count == 0)
            return;
        writer.WriteStartObject(name);
        if (added.Count > 0)
            WriteList(writer, "added", added);
        if (deleted.Count > 0)
            WriteList(writer, "deleted", deleted);
        WriteList(writer, "value", value);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
            writer.WriteStringValue(value);
        writer.WriteEndArray();
    }

    private static void WriteMailbox(Utf8JsonWriter writer, MailboxPath path, string name, SpecialUse? specialUse)
    {
        writer.WriteString("path", path.Value);
        writer.WriteString("name", name);
        if (specialUse is { } use)
            writer.WriteString("specialUse", use.ToAttribute());
    }

    private static void WriteError(Utf8JsonWriter writer, AccountError error)
    {
        writer.WriteString("code", error.Code);
        writer.WriteString("message", error.Message);
        if (error.ServerResponse is { } response)
            writer.WriteString("serverResponse", response);
    }
}
