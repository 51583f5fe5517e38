namespace ImapApi.IntegrationTests.Faults;

/// <summary>What is true of the first attempt when this goes wrong there.</summary>
/// <param name="State">Of a message that was submitted within the request.</param>
/// <param name="Code">Of the error; empty where there is none.</param>
/// <param name="Taken">The server has the whole message and took it.</param>
internal sealed record SmtpFaultOutcome(string State, string Code, bool Taken = false)
{
    private static readonly SmtpFaultOutcome Sent = new("sent", "", Taken: true);
    private static readonly SmtpFaultOutcome Unavailable = new("failed", "SMTPUnavailable");
    private static readonly SmtpFaultOutcome TimedOut = new("failed", "Timeout");
    private static readonly SmtpFaultOutcome LoginRefused = new("failed", "AuthenticationFailed");
    private static readonly SmtpFaultOutcome Rejected = new("rejected", "MailServerRejected");
    private static readonly SmtpFaultOutcome Unknown = new("unknown", "SubmissionUnknown");

    public int Status => Code switch
    {
        "" => 200,
        "Timeout" => 504,
        "MailServerRejected" => 422,
        _ => 502,
    };

    /// <summary>Whether there is such a fault at such a stage at all.</summary>
    public static bool Exists(SmtpFaultStage stage, SmtpFault fault, SmtpFaultMode mode) => (stage, fault) switch
    {
        // Nothing is answered in the middle of the content, nor does TLS come in lines.
        (SmtpFaultStage.Content, not (SmtpFault.CutBefore or SmtpFault.ClosesDown or SmtpFault.Mute)) => false,
        (SmtpFaultStage.Handshake, SmtpFault.Drip) => false,
        // The content is long, and knows nothing of the connection's past.
        _ => mode != SmtpFaultMode.Kept || (stage >= SmtpFaultStage.Mail && stage != SmtpFaultStage.Content),
    };

    public static SmtpFaultOutcome Of(SmtpFaultStage stage, SmtpFault fault, SmtpFaultMode mode) => (stage, fault) switch
    {
        // It was refused before: whatever happens now changes nothing.
        (SmtpFaultStage.Rset, _) => Rejected,
        (_, SmtpFault.Drip) => Sent,
        // The dot was sent. Whether it came is known of an answer alone.
        (SmtpFaultStage.FinalDot, SmtpFault.ClosesDown) => Unavailable,
        (SmtpFaultStage.FinalDot, SmtpFault.CutBefore) => Unknown,
        (SmtpFaultStage.FinalDot, _) => Unknown with { Taken = true },
        // As if it had been closed while it was kept.
        (SmtpFaultStage.Mail, SmtpFault.CutBefore or SmtpFault.CutAfter or SmtpFault.ClosesDown or SmtpFault.Garbage or SmtpFault.Endless) when mode == SmtpFaultMode.Kept => Sent,
        // It is seen at once that this is no TLS.
        (SmtpFaultStage.Handshake, SmtpFault.Trickle) => Unavailable,
        (_, SmtpFault.Mute or SmtpFault.Trickle) => TimedOut,
        // HELO follows, which offers no log-in, and mail is not taken without.
        (SmtpFaultStage.Ehlo or SmtpFaultStage.SecureEhlo, SmtpFault.WrongCode or SmtpFault.UnknownCode) => LoginRefused,
        _ => Unavailable,
    };
}
