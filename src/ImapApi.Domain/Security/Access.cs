namespace ImapApi.Domain.Security;

/// <summary>What somebody must be allowed to who asks for a resource.</summary>
public enum Access
{
    /// <summary>Settings and tokens; also whatever says nothing of itself.</summary>
    Admin,

    /// <summary>Nothing: health, the pages, the API description.</summary>
    Open,

    /// <summary>What belongs to the account in the path.</summary>
    Account,

    /// <summary>What belongs to accounts that the path does not name. The endpoint shows a caller who is bound to an account only what belongs to it.</summary>
    Filtered,

    /// <summary>The service as a whole: registering accounts, statistics.</summary>
    Service,

    /// <summary>The metrics.</summary>
    Metrics,
}
