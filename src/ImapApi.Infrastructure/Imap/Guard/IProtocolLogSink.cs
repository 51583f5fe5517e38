using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Imap.Guard;

/// <summary>Where protocol log lines go. Never blocks and never throws: a log must not disturb a connection.</summary>
internal interface IProtocolLogSink
{
    /// <summary>Whether the account's log is kept now (settings <c>logs</c>, followed live). Cheap: asked for every chunk.</summary>
    bool IsOn(AccountId account);

    void Append(AccountId account, ProtocolLogLine line);
}
