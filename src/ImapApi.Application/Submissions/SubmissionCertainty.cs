namespace ImapApi.Application.Submissions;

/// <summary>What is known of a message after its submission failed.</summary>
public enum SubmissionCertainty
{
    /// <summary>Not sent, and the same again would fail again.</summary>
    Permanent,

    /// <summary>Not sent; the same may succeed later.</summary>
    Temporary,

    /// <summary>The whole message was handed over, but the answer did not come: it may have been sent. Sending it again may send it twice.</summary>
    Unknown,
}
