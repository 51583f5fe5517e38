using ImapApi.Domain.Settings;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>What was last read or written, and who wants to know.</summary>
internal sealed class SettingsFeed(SettingsCodec codec) : ISettingsFeed
{
    private readonly Lock _gate = new();
    private byte[]? _bytes;
    private volatile ServiceSettings _current = ServiceSettings.Default;

    public event EventHandler? Changed;

    public ServiceSettings Current => _current;

    /// <param name="bytes">The stored document; null: none is stored.</param>
    public ServiceSettings Publish(byte[]? bytes)
    {
        lock (_gate)
        {
            if (bytes.AsSpan().SequenceEqual(_bytes))
                return _current;
            _current = codec.Decode(bytes);
            _bytes = bytes;
        }

        Changed?.Invoke(this, EventArgs.Empty);
        return _current;
    }
}
