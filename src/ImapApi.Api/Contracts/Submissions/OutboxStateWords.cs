using System.Text.Json;
using ImapApi.Domain.Submissions;

namespace ImapApi.Api.Contracts.Submissions;

/// <summary>The contract's words: <c>scheduled</c>, <c>queued</c>, <c>sending</c> …</summary>
internal static class OutboxStateWords
{
    public static (string Word, OutboxState Value)[] All { get; } = [.. Enum.GetValues<OutboxState>().Select(state => (state.ToWord(), state))];

    public static string ToWord(this OutboxState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());
}
