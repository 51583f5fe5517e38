namespace ImapApi.Infrastructure.Security;

/// <summary>Stored documents with secrets in them.</summary>
internal interface ISecretDocuments
{
    /// <summary>Encrypts anew what an old key encrypted, document by document and only as it still is; answers how many documents that were.</summary>
    Task<int> RenewSecretsAsync(CancellationToken cancellationToken);
}
