using System.Text.Json;
using ImapApi.Domain.Accounts;
using ImapApi.Domain.Mailboxes;
using ImapApi.Domain.Messages;
using ImapApi.Domain.Submissions;

namespace ImapApi.Infrastructure.Outbox;

internal static class OutboxCodec
{
    public static byte[] Encode(OutboxEntry entry) => JsonSerializer.SerializeToUtf8Bytes(
        new OutboxDocument(
            entry.State, entry.MessageId, entry.Subject, entry.Envelope, entry.Size, entry.Dsn, entry.Reference?.Message.ToString(), entry.Reference?.Action, entry.IsQueued,
            entry.SendAt, entry.KeyHash, entry.Attempts, entry.Failures, entry.NextAttempt, entry.Owner, entry.Response, entry.Rejected, entry.LastError, entry.Finished,
            entry.AwaitsEffects, entry.IsSettled, entry.Flag, entry.SentMailbox?.Value, entry.SentCopy?.ToString(), entry.Warnings),
        OutboxJson.Default.OutboxDocument);

    public static OutboxEntry Decode(AccountId account, QueueId id, byte[] bytes)
    {
        var document = JsonSerializer.Deserialize(bytes, OutboxJson.Default.OutboxDocument)!;
        return new OutboxEntry
        {
            Id = id,
            Account = account,
            State = document.State,
            MessageId = document.MessageId,
            Subject = document.Subject,
            Envelope = document.Envelope,
            Size = document.Size,
            Dsn = document.Dsn,
            Reference = MessageId.TryParse(document.Reference, out var reference) ? new MessageReference(reference, document.Action ?? ReferenceAction.Reply) : null,
            IsQueued = document.IsQueued,
            SendAt = document.SendAt,
            KeyHash = document.KeyHash,
            Attempts = document.Attempts,
            Failures = document.Failures,
            NextAttempt = document.NextAttempt,
            Owner = document.Owner,
            Response = document.Response,
            Rejected = document.Rejected,
            LastError = document.LastError,
            Finished = document.Finished,
            AwaitsEffects = document.AwaitsEffects,
            IsSettled = document.IsSettled,
            Flag = document.Flag,
            SentMailbox = document.SentMailbox is { } path ? MailboxPath.Parse(path) : null,
            SentCopy = MessageId.TryParse(document.SentCopy, out var copy) ? copy : null,
            Warnings = document.Warnings,
        };
    }

    public static byte[] Encode(KeyDocument key) => JsonSerializer.SerializeToUtf8Bytes(key, OutboxJson.Default.KeyDocument);

    public static KeyDocument DecodeKey(byte[] bytes) => JsonSerializer.Deserialize(bytes, OutboxJson.Default.KeyDocument)!;
}
