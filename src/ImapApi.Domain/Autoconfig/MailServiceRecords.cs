namespace ImapApi.Domain.Autoconfig;

/// <summary>What the DNS says about a domain's mail (RFC 6186; RFC 8314 §5.1 for submission over TLS).</summary>
/// <param name="Imaps">TLS from the first byte.</param>
/// <param name="Imap">STARTTLS.</param>
/// <param name="Submissions">TLS from the first byte.</param>
/// <param name="Submission">STARTTLS.</param>
/// <param name="IsComplete">False: some question got no answer.</param>
public sealed record MailServiceRecords(
    IReadOnlyList<ServiceRecord> Imaps,
    IReadOnlyList<ServiceRecord> Imap,
    IReadOnlyList<ServiceRecord> Submissions,
    IReadOnlyList<ServiceRecord> Submission,
    IReadOnlyList<MailExchanger> Exchangers,
    bool IsComplete)
{
    /// <summary>Nobody was asked, and nobody will be.</summary>
    public static MailServiceRecords None { get; } = new([], [], [], [], [], IsComplete: true);

    /// <summary>Null unless the domain names an IMAP server or says that it has none: then what else is found is not asked for.</summary>
    /// <param name="below">See <see cref="ServiceSelection.Choose"/>.</param>
    public MailSettings? BySrv(Func<int, int> below)
    {
        var imap = ServiceSelection.Choose(Imaps, secure: true, below) ?? ServiceSelection.Choose(Imap, secure: false, below);
        if (imap is null && !Refuses(Imaps, Imap))
            return null;
        var smtp = ServiceSelection.Choose(Submissions, secure: true, below) ?? ServiceSelection.Choose(Submission, secure: false, below);
        var provider = HostingProviders.OfServer(imap?.Host) ?? HostingProviders.OfServer(smtp?.Host);
        // A provider's customers often enter its IMAP server alone.
        if (imap is not null && smtp is null && !Refuses(Submissions, Submission))
            smtp = provider?.Smtp;
        return new MailSettings(AutoconfigSource.Srv, provider?.Name, imap, smtp, provider?.Hints ?? []);
    }

    /// <summary>Null unless a provider that is known receives the domain's mail.</summary>
    public MailSettings? ByMx()
    {
        var first = Exchangers.GroupBy(exchanger => exchanger.Preference).MinBy(group => group.Key);
        return first?.Select(exchanger => HostingProviders.OfExchanger(exchanger.Target)).FirstOrDefault(provider => provider is not null) is { } provider
            ? MailSettings.Of(AutoconfigSource.Mx, provider)
            : null;
    }

    private static bool Refuses(IReadOnlyList<ServiceRecord> overTls, IReadOnlyList<ServiceRecord> withStartTls) =>
        overTls.Concat(withStartTls).Any(record => record.IsRefusal);
}
