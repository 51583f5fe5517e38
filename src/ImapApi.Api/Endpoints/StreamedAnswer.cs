namespace ImapApi.Api.Endpoints;

/// <summary>The endpoint answers bytes, as its metadata for the API description.</summary>
internal sealed record StreamedAnswer(string ContentType);
