namespace ImapApi.Api.Binding;

/// <summary>A key whose text is bytes as base64, and how deep in the body it stands: 1 in the body itself, 3 in the objects of a list in it.</summary>
internal sealed record ContentKey(string Name, int Depth);
