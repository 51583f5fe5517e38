namespace ImapApi.Api.Cluster;

/// <summary>How one attempt to have a request answered by another node ended.</summary>
internal enum ForwardOutcome
{
    /// <summary>The caller has the other node's answer.</summary>
    Answered,

    /// <summary>The other node is not, or no longer, the owner, and has done nothing.</summary>
    Elsewhere,

    /// <summary>The other node was not reached.</summary>
    NotSent,

    /// <summary>The other node was reached, and was lost before it answered.</summary>
    NoAnswer,

    /// <summary>The other node was lost, or silent for too long, in the middle of its answer; the caller's connection is cut.</summary>
    CutOff,

    /// <summary>The caller went away, or took nothing for too long, in the middle of the answer.</summary>
    CallerGone,

    /// <summary>The caller's body could not be read.</summary>
    BodyFailed,

    /// <summary>The deadline passed, the caller went away, or this process ends.</summary>
    Ended,
}
