namespace ImapApi.Domain.Messages;

/// <summary>Tells answers that a program gave ("I am away") from those of people.</summary>
public static class AutoReply
{
    /// <summary>The headers that it takes.</summary>
    public static IReadOnlyList<string> Headers { get; } = [AutoSubmitted, Precedence, Suppress, .. Declarations];

    private const string AutoSubmitted = "Auto-Submitted";
    private const string Precedence = "Precedence";

    /// <summary>What Exchange adds to its own answers, and to much else.</summary>
    private const string Suppress = "X-Auto-Response-Suppress";

    /// <summary>Headers that nothing but an automatic answer has.</summary>
    private static string[] Declarations => ["X-Autoreply", "X-Autorespond", "X-Autoresponder"];

    /// <summary>How mail programs of the world begin the subject of such an answer, in lower case.</summary>
    private static readonly string[] Subjects =
    [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "auto response", "auto-response", "autoresponse", "out of office", "out-of-office", "away from my mail", "on vacation",
        "automatische antwort", "abwesenheitsnotiz", "abwesenheit", "abwesend", "réponse automatique", "absence du bureau", "respuesta automática", "fuera de oficina", "fuera de la oficina",
        "risposta automatica", "fuori sede", "resposta automática", "automatisch antwoord", "automatische beantwoording", "afwezig", "autosvar", "automatiskt svar", "automatisk svar", "frånvaro",
        "automaattinen vastaus", "poissa", "automatyczna odpowiedź", "automatická odpověď", "automatická odpoveď", "automatikus válasz", "răspuns automat", "otomatik yanıt", "ofis dışında",
        "автоответ", "автоматический ответ", "автоматична відповідь", "αυτόματη απάντηση", "自動返信", "自動応答", "不在通知", "自动答复", "自动回复", "自動回覆", "자동 회신", "부재 중",
    ];

    /// <param name="header">A header's value; null where there is none.</param>
    /// <param name="isBounce">A mail system wrote it: Exim calls its bounces auto-replied too.</param>
    public static bool IsOne(Func<string, string?> header, string subject, bool isBounce)
    {
        if (isBounce)
            return false;
        var submitted = Word(header(AutoSubmitted));
        var precedence = Word(header(Precedence));
        // RFC 3834 §5.
        if (submitted == "auto-replied" || precedence is "auto_reply" or "auto-reply" || Declarations.Any(name => Word(header(name)) is { Length: > 0 } and not "no" and not "false"))
            return true;
        // A subject alone proves nothing; nor does it that a program wrote a message: together they do.
        var isAutomatic = submitted is not ("" or "no") || precedence is "bulk" or "junk" || header(Suppress) is not null;
        return isAutomatic && Subjects.Any(phrase => subject.AsSpan().TrimStart(" [(").StartsWith(phrase, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Without parameters and comments, in lower case.</summary>
    private static string Word(string? value) => value?.Trim().Split(';', '(', ' ', '\t')[0].ToLowerInvariant() ?? "";
}
