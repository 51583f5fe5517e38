using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Cluster;

/// <summary><see cref="AccountStatus"/> on its way between nodes.</summary>
[GenerateSerializer]
[Alias("ImapApi.OwnedStatus")]
internal sealed record OwnedStatus
{
    [Id(0)]
    public int State { get; init; }

    [Id(1)]
    public string? Code { get; init; }

    [Id(2)]
    public string? Message { get; init; }

    [Id(3)]
    public string? ServerResponse { get; init; }

    [Id(4)]
    public DateTimeOffset ErrorTime { get; init; }

    [Id(5)]
    public DateTimeOffset? LastServerByteAt { get; init; }

    [Id(6)]
    public int Connections { get; init; }

    public static OwnedStatus From(AccountStatus status) => new()
    {
        State = (int)status.State,
        Code = status.LastError?.Code,
        Message = status.LastError?.Message,
        ServerResponse = status.LastError?.ServerResponse,
        ErrorTime = status.LastError?.Time ?? default,
        LastServerByteAt = status.LastServerByteAt,
        Connections = status.Connections,
    };

    public AccountStatus ToStatus() =>
        new((AccountState)State, Code is null ? null : new AccountError(Code, Message ?? "", ServerResponse, ErrorTime), LastServerByteAt, Connections);
}
