using ImapApi.Application.Errors;
using Microsoft.Extensions.Options;

namespace ImapApi.Infrastructure.Storage;

/// <summary>The data directory, for this process alone: the lock is held until the process ends, however it ends.</summary>
internal sealed class DataDirectory(IOptions<DbsOptions> options) : IDisposable
{
    private FileStream? _lock;

    public string Root { get; } = Path.GetFullPath(options.Value.Path);

    public string this[string name] => Path.Combine(Root, name);

    public bool IsTaken => _lock is not null;

    /// <summary>Makes the directory when there is none, and takes it.</summary>
    public void Take()
    {
        if (_lock is not null)
            return;
        try
        {
            OwnerOnly.MakeDirectory(Root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The data directory '{Root}' cannot be used ({exception.Message}); make it a directory of the user that runs ImapApi, or set dbs.path.", exception);
        }

        try
        {
            _lock = OwnerOnly.Open(this["lock"], FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new StartupException($"The data directory '{Root}' is in use by another ImapApi process; stop that one, or set dbs.path to another directory.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartupException($"The data directory '{Root}' cannot be written ({exception.Message}); give it to the user that runs ImapApi, or set dbs.path.", exception);
        }
    }

    /// <summary>Takes it unless another process has it. False: it has, and what is in the directory is that one's.</summary>
    public bool TryTake()
    {
        try
        {
            Take();
            return true;
        }
        catch (StartupException exception) when (exception.InnerException is IOException && File.Exists(this["lock"]))
        {
            return false;
        }
    }

    /// <summary>The text of a file in the directory; null when there is none.</summary>
    public string? Read(string name) => File.Exists(this[name]) ? File.ReadAllText(this[name]).Trim() : null;

    /// <summary>Writes a file that only its owner may read, whole or not at all.</summary>
    public void Write(string name, string text)
    {
        var temporary = name + ".new";
        File.Delete(this[temporary]);
        using (var stream = OwnerOnly.Open(this[temporary], FileMode.CreateNew, FileShare.None))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(this[temporary], this[name], overwrite: true);
    }

    public void Dispose() => _lock?.Dispose();
}
