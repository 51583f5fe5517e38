using ImapApi.Domain.Messages;

namespace ImapApi.Application.Messages;

/// <summary>Leaves of a sender's HTML only what is harmless to show.</summary>
public interface IHtmlCleaner
{
    /// <summary>In time proportional to the length, whatever the HTML is.</summary>
    CleanHtml Clean(string html);
}
