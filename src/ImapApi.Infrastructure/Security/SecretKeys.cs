using System.Collections.Frozen;
using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Security;

/// <summary>The keys that secrets are stored under: one that encrypts, and all that still decrypt.</summary>
internal sealed class SecretKeys(IOptions<SecurityOptions> options, DataDirectory directory)
{
    private const string FileName = "key";

    private volatile Ring? _ring;
    private bool _unwritten;

    public SecretKey Current => Loaded.Current;

    /// <summary>Those that only decrypt.</summary>
    public IReadOnlyList<SecretKey> Old => Loaded.Old;

    /// <summary>Nobody configured a key: it is the data directory's own.</summary>
    public bool AreOwn => options.Value is { Key.Length: 0, KeyFile.Length: 0 };

    private Ring Loaded => _ring ?? throw new InvalidOperationException("The secret keys are not loaded: the store is opened first.");

    /// <summary>Null when there is no such key, also not in the file as it is now: another process may have put one in.</summary>
    public SecretKey? Find(string id)
    {
        if (Loaded.ById.TryGetValue(id, out var key))
            return key;
        if (options.Value.Key.Length > 0 || _unwritten)
            return null;
        Load();
        return Loaded.ById.GetValueOrDefault(id);
    }

    /// <summary>Reads the configured keys, or the data directory's own; makes one, in memory only, when there is none.</summary>
    public void Load()
    {
        var configured = options.Value;
        if (configured.Key.Length > 0 && configured.KeyFile.Length > 0)
            throw new StartupException("Both security.key and security.keyFile are set; set only one of them.");
        if (configured.Key.Length > 0)
            _ring = Parse(configured.Key, "security.key");
        else if (configured.KeyFile.Length > 0)
            _ring = Parse(ReadFile(configured.KeyFile), $"The file '{configured.KeyFile}' of security.keyFile");
        else if (directory.Read(FileName) is { } text)
            _ring = Parse(text, $"The key file '{directory[FileName]}'");
        else if (_ring is null)
            (_ring, _unwritten) = (new Ring([SecretKey.Create()]), true);
    }

    /// <summary>Keeps a key that was just made. Only once the store is known to hold nothing under another key, or a lost key file would be papered over.</summary>
    public void Keep()
    {
        if (_unwritten)
            Write(Loaded);
        _unwritten = false;
    }

    /// <summary>Puts a new key before the data directory's own.</summary>
    public void Renew() => Write(new Ring([SecretKey.Create(), .. Loaded.All]));

    /// <summary>Drops the data directory's old keys, when nothing is stored under them any more.</summary>
    public void Forget() => Write(new Ring([Current]));

    /// <exception cref="StartupException">It is something else than keys.</exception>
    public static Ring Parse(string text, string source) => new(
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("").Select(key => SecretKey.Parse(key) ?? throw new StartupException($"{source} is not base64 of {SecretKey.Length} bytes; make one with 'openssl rand -base64 {SecretKey.Length}'."))]);

    private void Write(Ring ring)
    {
        directory.Write(FileName, string.Join('\n', ring.All.Select(key => key.ToBase64())));
        _ring = ring;
    }

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The file '{path}' of security.keyFile cannot be read ({exception.Message}); correct the path or its permissions.", exception);
        }
    }

    /// <summary>Keys, the one that encrypts first.</summary>
    internal sealed class Ring(IReadOnlyList<SecretKey> keys)
    {
        public IReadOnlyList<SecretKey> All { get; } = [.. keys.DistinctBy(key => key.Id)];

        public SecretKey Current => All[0];

        public IReadOnlyList<SecretKey> Old { get; } = [.. keys.Skip(1).Where(key => key.Id != keys[0].Id)];

        public FrozenDictionary<string, SecretKey> ById { get; } = keys.DistinctBy(key => key.Id).ToFrozenDictionary(key => key.Id, StringComparer.Ordinal);
    }
}
