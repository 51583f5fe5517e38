using System.Security.Cryptography;
using CsCheck;
using ImapApi.Domain.Accounts;
using ImapApi.Infrastructure.Security;
using ImapApi.Infrastructure.Storage;
using ImapApi.TestKit.Storage;
using Microsoft.Extensions.Options;

namespace ImapApi.UnitTests.Infrastructure.Security;

public sealed class SecretProtectorTests : IDisposable
{
    private static readonly AccountId Bob = AccountId.Parse("bob");

    private readonly TempDirectory _data = new();
    private readonly DataDirectory _directory;
    private readonly SecretProtector _protector;

    public SecretProtectorTests()
    {
        _directory = new DataDirectory(Options.Create(new DbsOptions { Path = _data.Path }));
        _protector = WithKey(SecretKey.Create());
    }

    public void Dispose()
    {
        _directory.Dispose();
        _data.Dispose();
    }

    [Fact]
    public void Gives_every_secret_back() =>
        Gen.String.Sample(secret =>
        {
            // Text that UTF-8 cannot carry (a lone surrogate) is refused long before.
            if (secret == new string(secret.Where(character => !char.IsSurrogate(character)).ToArray()))
                _protector.Unprotect(_protector.Protect(secret, Bob, "imap.secret"), Bob, "imap.secret").ShouldBe(secret);
        });

    [Fact]
    public void Never_writes_the_same_text_twice() =>
        _protector.Protect("secret", Bob, "imap.secret").ShouldNotBe(_protector.Protect("secret", Bob, "imap.secret"));

    [Fact]
    public void Refuses_a_ciphertext_of_another_account_or_field()
    {
        var text = _protector.Protect("secret", Bob, "imap.secret");

        Should.Throw<CryptographicException>(() => _protector.Unprotect(text, AccountId.Parse("alice"), "imap.secret"));
        Should.Throw<CryptographicException>(() => _protector.Unprotect(text, Bob, "smtp.secret"));
    }

    [Fact]
    public void Refuses_a_ciphertext_with_any_byte_changed()
    {
        var text = _protector.Protect("secret", Bob, "imap.secret");

        for (var i = 0; i < text.Length; i++)
        {
            var changed = text.Remove(i, 1).Insert(i, text[i] == 'A' ? "B" : "A");
            Should.Throw<CryptographicException>(() => _protector.Unprotect(changed, Bob, "imap.secret"), customMessage: changed);
            Should.Throw<CryptographicException>(() => _protector.Unprotect(text[..i], Bob, "imap.secret"));
        }
    }

    [Fact]
    public void Refuses_a_ciphertext_of_another_key_and_names_it()
    {
        var other = SecretKey.Create();
        var text = WithKey(other).Protect("secret", Bob, "imap.secret");

        Should.Throw<CryptographicException>(() => _protector.Unprotect(text, Bob, "imap.secret")).Message.ShouldContain(other.Id);
    }

    [Fact]
    public void Names_equal_keys_equally_and_without_giving_them_away()
    {
        var key = SecretKey.Create();

        SecretKey.Parse(key.ToBase64())!.Id.ShouldBe(key.Id);
        SecretKey.Create().Id.ShouldNotBe(key.Id);
        key.ToString().ShouldNotContain(key.ToBase64());
        key.ToBase64().ShouldNotContain(key.Id);
    }

    private SecretProtector WithKey(SecretKey key)
    {
        var keys = new SecretKeys(Options.Create(new SecurityOptions { Key = key.ToBase64() }), _directory);
        keys.Load();
        return new SecretProtector(keys);
    }
}
