using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ImapApi.Domain.Accounts;

namespace ImapApi.Infrastructure.Security;

/// <summary>
/// Encrypts secrets for the store with AES-256-GCM. The account and the field are associated data, so a ciphertext that is moved to another account
/// or field does not decrypt. Format: <c>v1.key id.base64url(nonce ‖ ciphertext ‖ tag)</c>.
/// </summary>
internal sealed class SecretProtector(SecretKeys keys)
{
    private const string Version = "v1";

    /// <summary>No account's id is empty.</summary>
    private const string NoAccount = "";

    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;

    public string Protect(string secret, AccountId account, string field) => Protect(secret, account.Value, field);

    /// <summary>A secret that belongs to no account.</summary>
    public string Protect(string secret, string field) => Protect(secret, NoAccount, field);

    /// <exception cref="CryptographicException">The text was changed, belongs to another account or field, or its key is not known any more.</exception>
    public string Unprotect(string text, AccountId account, string field) => Unprotect(text, account.Value, field);

    /// <exception cref="CryptographicException">As for an account's secret.</exception>
    public string Unprotect(string text, string field) => Unprotect(text, NoAccount, field);

    /// <summary>Whether a document, JSON in UTF-8, holds a secret that an old key encrypted.</summary>
    public bool IsOutdated(ReadOnlySpan<byte> document)
    {
        foreach (var old in keys.Old)
        {
            if (document.IndexOf(Encoding.ASCII.GetBytes($"\"{Version}.{old.Id}.")) >= 0)
                return true;
        }

        return false;
    }

    private string Protect(string secret, string account, string field)
    {
        var key = keys.Current;
        var plain = Encoding.UTF8.GetBytes(secret);
        var output = new byte[NonceLength + plain.Length + TagLength];
        var nonce = output.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using (var aes = new AesGcm(key.Bytes, TagLength))
            aes.Encrypt(nonce, plain, output.AsSpan(NonceLength, plain.Length), output.AsSpan(NonceLength + plain.Length), Context(key.Id, account, field));
        CryptographicOperations.ZeroMemory(plain);
        return $"{Version}.{key.Id}.{Base64Url.EncodeToString(output)}";
    }

    private string Unprotect(string text, string account, string field)
    {
        if (text.Split('.') is not [Version, var keyId, var encoded])
            throw new CryptographicException($"The stored {field} of account '{account}' is not in a known format.");
        var key = keys.Find(keyId)
            ?? throw new CryptographicException($"The stored {field} of account '{account}' was encrypted with key {keyId}, which is not configured.");
        var input = Base64Url.IsValid(encoded) ? Base64Url.DecodeFromChars(encoded) : [];
        if (input.Length < NonceLength + TagLength)
            throw new CryptographicException($"The stored {field} of account '{account}' is cut short.");

        var plain = new byte[input.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key.Bytes, TagLength);
        aes.Decrypt(input.AsSpan(0, NonceLength), input.AsSpan(NonceLength, plain.Length), input.AsSpan(NonceLength + plain.Length), plain, Context(keyId, account, field));
        return Encoding.UTF8.GetString(plain);
    }

    // Neither part can hold NUL: account ids are printable, fields are ours.
    private static byte[] Context(string keyId, string account, string field) => Encoding.UTF8.GetBytes($"{Version}\0{keyId}\0{account}\0{field}");
}
