namespace ImapApi.Infrastructure.Imap.Workers;

/// <summary>
/// An operation that can live with a message whose data breaks the connection: run again on a fresh one, it asks in smaller pieces until it has found
/// the message, and then for less of it.
/// </summary>
internal interface IIsolatesPoison
{
    /// <summary>
    /// Told when a run has cost the connection. True: run the operation again on a new connection; it has narrowed its question. False: it is not worth
    /// another try, the exception is the answer.
    /// </summary>
    bool TryRecover(Exception exception);
}
