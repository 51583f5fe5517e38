using ImapApi.Domain.Settings;

namespace ImapApi.Infrastructure.Storage.Repositories;

/// <summary>The settings as this process knows them: without waiting, at most a second behind a change made by another process.</summary>
internal interface ISettingsFeed
{
    ServiceSettings Current { get; }

    /// <summary>After <see cref="Current"/> has changed.</summary>
    event EventHandler? Changed;
}
