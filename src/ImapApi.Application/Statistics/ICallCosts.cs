namespace ImapApi.Application.Statistics;

/// <summary>Finds out what a call costs at the mail server.</summary>
public interface ICallCosts
{
    /// <summary>From here on, whatever is asked of a mail server within this asynchronous flow adds to the answer.</summary>
    CallCost Begin();
}
