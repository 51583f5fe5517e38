namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>One verb run on a connection. Built by an adapter with its arguments, queued at the account's worker, run by the worker's loop.</summary>
/// <typeparam name="TResult">In domain words; never a MailKit type.</typeparam>
internal interface IImapOperation<TResult>
{
    /// <summary>The mailbox that must be selected while it runs.</summary>
    MailboxTarget Target { get; }

    /// <summary>A long transfer or search: it runs on the command connection, so that the watcher stays free to hear of changes.</summary>
    bool IsLong => false;

    /// <summary>It shows what is in the mailbox: what came and went until now has to be known.</summary>
    bool IsListing => false;

    /// <summary>It changes which mailboxes there are, or another than the selected one: they are looked at soon after.</summary>
    bool ChangesMailboxes => false;

    /// <summary>Reads with equal keys that wait in the queue at the same time are answered by one run. Null: never shared.</summary>
    object? SharingKey => null;

    /// <summary>
    /// Talks to the server. May throw MailKit's exceptions: the worker translates them. <see cref="ImapConnection.Selected"/> is the target.
    /// </summary>
    Task<TResult> RunAsync(ImapConnection connection, CancellationToken cancellationToken);
}
