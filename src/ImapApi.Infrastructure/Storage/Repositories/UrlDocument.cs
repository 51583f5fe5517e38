namespace ImapApi.Infrastructure.Storage.Repositories;

/// <param name="Secret">User and password, encrypted; absent when the URL has none.</param>
internal sealed record UrlDocument(string Address, string? Secret);
