using ImapApi.Application.Errors;
using ImapApi.Infrastructure.Storage;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Security;

/// <summary>The keys that secrets are stored under: one that encrypts, and all that still decrypt.</summary>
internal sealed class SecretKeys(IOptions<SecurityOptions> options, DataDirectory directory)
{
    private const string FileName = "key";

    private SecretKey? _current;
    private bool _unwritten;

    public SecretKey Current => _current ?? throw new InvalidOperationException("The secret keys are not loaded: the store is opened first.");

    public SecretKey? Find(string id) => id == _current?.Id ? _current : null;

    /// <summary>Reads the configured key, or the data directory's own; makes one, in memory only, when there is none.</summary>
    public void Load()
    {
        var configured = options.Value;
        if (configured.Key.Length > 0 && configured.KeyFile.Length > 0)
            throw new StartupException("Both security.key and security.keyFile are set; set only one of them.");
        if (configured.Key.Length > 0)
            _current = Parse(configured.Key, "security.key");
        else if (configured.KeyFile.Length > 0)
            _current = Parse(ReadFile(configured.KeyFile), $"The file '{configured.KeyFile}' of security.keyFile");
        else if (directory.Read(FileName) is { } text)
            _current = Parse(text, $"The key file '{directory[FileName]}'");
        else if (_current is null)
            (_current, _unwritten) = (SecretKey.Create(), true);
    }

    /// <summary>Keeps a key that was just made. Only once the store is known to hold nothing under another key, or a lost key file would be papered over.</summary>
    public void Keep()
    {
        if (_unwritten)
            directory.Write(FileName, Current.ToBase64());
        _unwritten = false;
    }

    private static SecretKey Parse(string text, string source) =>
        SecretKey.Parse(text.Trim()) ?? throw new StartupException($"{source} is not base64 of {SecretKey.Length} bytes; make one with 'openssl rand -base64 {SecretKey.Length}'.");

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
}
