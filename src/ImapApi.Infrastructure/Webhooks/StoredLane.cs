namespace ImapApi.Infrastructure.Webhooks;

/// <param name="Bytes">As it is stored: the next step is written only while this is still so.</param>
internal sealed record StoredLane(LaneState State, byte[] Bytes);
