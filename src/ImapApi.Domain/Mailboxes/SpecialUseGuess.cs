using System.Collections.Frozen;

namespace ImapApi.Domain.Mailboxes;

/// <summary>
/// The role of a mailbox from its name alone, for servers that do not tell (Exchange, Courier): what common programs and providers call it, in common
/// languages. Whole names only: "Sent invoices" is somebody's own mailbox.
/// </summary>
public static class SpecialUseGuess
{
    /// <summary>Accented letters and the letter they are folded to; a name may also come with separate accents (macOS writes them so).</summary>
    private const string Folds =
        "aàáâãäåāăą cçćĉċč dďđ eèéêëēĕėęě gĝğġģ iìíîïĩīĭįı lĺļľł nñńņňŋ oòóôõöøōŏő rŕŗř sśŝşšș tţťŧț uùúûüũūŭůűų yýÿŷ zźżž её ий ії гґ αά εέ ηή ιίϊΐ οό σς υύϋΰ ωώ";

    private static readonly FrozenDictionary<char, char> Folded = Folds.Split(' ')
        .SelectMany(group => group.Skip(1).Where(letter => !IsAccent(letter) && letter != group[0]).Select(letter => (Letter: letter, Base: group[0])))
        .DistinctBy(fold => fold.Letter)
        .ToFrozenDictionary(fold => fold.Letter, fold => fold.Base);

    private static readonly FrozenDictionary<string, SpecialUse> Names = Build(
        (SpecialUse.Sent,
        [
            "sent", "sent items", "sent mail", "sent messages", "sentbox", "sent-mail",
            "gesendet", "gesendete", "gesendete elemente", "gesendete objekte", "gesendete nachrichten", "gesendete mails", "gesendete e-mails",
            "envoyes", "elements envoyes", "messages envoyes", "courrier envoye", "objets envoyes", "envoye",
            "enviados", "elementos enviados", "mensajes enviados", "correo enviado", "enviado",
            "itens enviados", "mensagens enviadas", "correio enviado", "e-mails enviados", "enviadas",
            "inviati", "posta inviata", "elementi inviati", "messaggi inviati", "inviata",
            "verzonden", "verzonden items", "verzonden berichten", "verzonden e-mail",
            "skickat", "skickade", "skickade objekt", "skickade meddelanden", "skickad e-post", "skickad post",
            "sendt", "sendte", "sendt post", "sendt e-mail", "sendte elementer", "sendte meldinger", "sendte objekter", "sendt e-post", "sendte beskeder",
            "lahetetyt", "lahetetyt viestit", "lahetetty", "lahetetyt kohteet",
            "saadetud", "saadetud kirjad", "saadetud uksused",
            "wyslane", "elementy wyslane", "wyslane wiadomosci", "poczta wyslana",
            "odeslana", "odeslane", "odeslana posta", "odeslane polozky", "odeslane zpravy", "odoslane", "odoslana posta", "odoslane spravy",
            "elkuldott", "elkuldott elemek", "elkuldott uzenetek", "elkuldott levelek",
            "trimise", "elemente trimise", "mesaje trimise", "poslano", "poslane", "poslana posta", "poslati", "poslate poruke",
            "issiusti", "issiusti laiskai", "nosutitie", "nosutitas vestules", "nosutitie vienumi",
            "отправленные", "отправленные элементы", "отправленные письма", "отправленные сообщения",
            "надіслані", "надіслані елементи", "надіслані листи", "відправлені", "відіслані", "изпратени", "изпратени елементи", "послато", "послате",
            "gonderilmis ogeler", "gonderilmis", "gonderilmis postalar", "gonderilenler", "gonderilen", "gonderilen ogeler", "gonderilmis e-postalar",
            "απεσταλμένα", "σταλμένα",
            "送信済み", "送信済みアイテム", "送信済みメール", "送信済メール", "送信済みトレイ",
            "已发送", "已发送邮件", "已发邮件", "已发送消息", "已傳送", "寄件備份", "已寄出", "已傳送郵件", "寄件匣備份",
            "보낸 편지함", "보낸편지함", "보낸메일함", "보낸 메일함", "보낸 항목",
            "đa gui", "da gui", "thu đa gui", "terkirim", "item terkirim", "ส่งแล้ว", "จดหมายที่ส่งแล้ว", "المرسل", "البريد المرسل", "العناصر المرسلة", "נשלחו", "פריטים שנשלחו",
        ]),
        (SpecialUse.Drafts,
        [
            "drafts", "draft", "draft messages",
            "entwurfe", "entwurf", "entwuerfe", "brouillons", "brouillon", "borradores", "borrador", "rascunhos", "rascunho", "bozze", "bozza", "concepten", "concept", "ontwerpen",
            "utkast", "kladder", "kladde", "luonnokset", "luonnos", "mustandid", "kirjamustandid",
            "szkice", "wersje robocze", "kopie robocze", "robocze", "koncepty", "rozepsane", "rozepsana posta", "rozpisane", "piszkozatok", "vazlatok", "ciorne", "schite", "osnutki", "nacrti",
            "juodrasciai", "melnraksti", "черновики", "черновик", "чернетки", "чернови", "нацрти", "taslaklar", "taslak", "πρόχειρα",
            "下書き", "草稿", "草稿箱", "草稿匣", "草稿夹", "임시보관함", "임시 보관함", "임시보관 메일함", "ban nhap", "thu nhap", "konsep", "draf", "ร่าง", "จดหมายร่าง", "المسودات", "مسودات", "טיוטות",
        ]),
        (SpecialUse.Trash,
        [
            "trash", "deleted", "deleted items", "deleted messages", "deleted mail", "bin", "wastebasket", "rubbish",
            "papierkorb", "geloscht", "geloschte elemente", "geloschte objekte", "geloschte nachrichten", "geloeschte elemente", "mulleimer",
            "corbeille", "elements supprimes", "messages supprimes", "poubelle", "supprimes",
            "papelera", "elementos eliminados", "mensajes eliminados", "eliminados", "correo eliminado",
            "lixeira", "itens excluidos", "itens eliminados", "mensagens excluidas", "apagados", "reciclagem", "eliminadas",
            "cestino", "posta eliminata", "elementi eliminati", "messaggi eliminati", "eliminati",
            "prullenbak", "prullenmand", "verwijderd", "verwijderde items", "verwijderde berichten",
            "papperskorgen", "papperskorg", "borttaget", "borttagna", "borttagna objekt", "raderat", "raderade",
            "papirkurv", "papirkurven", "slettet", "slettede", "slettet post", "slettede elementer", "slettede meldinger", "soppel", "soppelkurv", "slettede beskeder",
            "roskakori", "poistetut", "poistetut kohteet", "poistetut viestit", "prugikast", "kustutatud", "kustutatud uksused",
            "kosz", "elementy usuniete", "usuniete", "kos", "odstranena posta", "odstranene polozky", "odstranene", "smazane", "kuka", "torolt elemek", "torolt", "lomtar",
            "cos de gunoi", "gunoi", "elemente sterse", "mesaje sterse", "smeti", "izbrisano", "smece", "otpad", "obrisano", "siukslinė", "siuksliadeze", "miskaste", "atkritne", "dzestie vienumi",
            "корзина", "удаленные", "удаленные элементы", "удалённые сообщения", "удаленные письма", "кошик", "видалені", "видалені елементи", "кошче", "изтрити", "изтрити елементи", "смеће",
            "cop kutusu", "cop", "silinmis ogeler", "silinmis", "silinen ogeler", "silinenler", "κάδος", "κάδος απορριμμάτων", "διαγραμμένα",
            "ゴミ箱", "ごみ箱", "削除済みアイテム", "削除済みメール", "已删除", "已删除邮件", "已删除消息", "垃圾桶", "废件箱", "回收站", "已刪除", "刪除的郵件", "已刪除的郵件", "垃圾筒", "回收筒",
            "휴지통", "지운 편지함", "지운편지함", "삭제된 항목", "thung rac", "sampah", "tong sampah", "ถังขยะ", "المحذوفة", "سلة المهملات", "العناصر المحذوفة", "אשפה", "פריטים שנמחקו",
        ]),
        (SpecialUse.Junk,
        [
            "junk", "spam", "junk e-mail", "junk email", "junk mail", "bulk", "bulk mail", "spambox", "spamverdacht", "junk-e-mail", "junk-email",
            "unerwunscht", "unerwunschte werbung", "unerwunschte e-mails", "courrier indesirable", "indesirables", "indesirable", "pourriel",
            "correo no deseado", "no deseado", "correo basura", "lixo eletronico", "correio publicitario nao solicitado", "correio nao solicitado",
            "posta indesiderata", "indesiderata", "posta spazzatura", "ongewenste e-mail", "ongewenst", "ongewenste mail",
            "skrappost", "skraeppost", "skrap", "skrapmail", "uonsket e-mail", "uonsket post", "uonsket mail", "soppelpost", "uonsket e-post",
            "roskaposti", "roskapostit", "ramspost", "rampspost", "wiadomosci-smieci", "wiadomosci smieci", "niechciane", "smieci", "nevyzadana posta", "nevyzadane", "levelszemet",
            "mesaje nedorite", "nezeljena e-posta", "nezeljena posta", "vsiljena posta", "siukslės", "brukalas", "mestules", "surogatpasts", "nevelamais e-pasts",
            "спам", "нежелательная почта", "нежелательные", "небажана пошта", "небажані", "спам пошта", "нежелана поща", "непожељна пошта", "istenmeyen e-posta", "istenmeyen", "gereksiz", "gereksiz e-posta", "onemsiz e-posta", "onemsiz",
            "ανεπιθύμητα", "ανεπιθύμητη αλληλογραφία", "迷惑メール", "垃圾邮件", "垃圾箱", "广告邮件", "垃圾郵件", "垃圾信件匣", "스팸", "스팸편지함", "스팸 편지함", "스팸메일함", "정크 메일", "정크메일",
            "thu rac", "email sampah", "สแปม", "จดหมายขยะ", "الرسائل غير المرغوب فيها", "البريد العشوائي", "دואר זבל", "דואר זבל", "זבל",
        ]),
        (SpecialUse.Archive,
        [
            "archive", "archives", "archived", "archiv", "archivo", "archivio", "archief", "archivados", "arquivo", "arquivo morto", "arkiv", "arkisto", "arhiiv", "archiwum",
            "archivum", "arhiva", "arhiv", "archyvas", "arhivs", "архив", "архів", "архива", "arsiv", "αρχείο", "αρχειοθήκη", "アーカイブ", "归档", "存档", "存檔", "封存", "보관함", "보관", "luu tru", "arsip", "เก็บถาวร", "الأرشيف", "أرشيف", "ארכיון",
        ]));

    /// <param name="name">The last name of the mailbox's path: <c>Sent</c> of <c>INBOX.Sent</c>.</param>
    public static SpecialUse? FromName(string name) => Names.TryGetValue(Fold(name), out var use) ? use : null;

    private static FrozenDictionary<string, SpecialUse> Build(params ReadOnlySpan<(SpecialUse Use, string[] Names)> table)
    {
        var names = new Dictionary<string, SpecialUse>();
        foreach (var (use, list) in table)
        {
            foreach (var name in list)
                names.TryAdd(Fold(name), use);
        }

        return names.ToFrozenDictionary();
    }

    /// <summary>
    /// Lower case, without accents, ASCII for its full-width forms, one blank between words. By hand, because the process runs with invariant globalization,
    /// where string.Normalize does nothing.
    /// </summary>
    private static string Fold(string name)
    {
        var folded = new System.Text.StringBuilder(name.Length);
        foreach (var letter in name.Trim())
        {
            var narrow = letter is >= '\uFF01' and <= '\uFF5E' ? (char)(letter - 0xFEE0) : letter is '\u00A0' or '\u3000' or '_' ? ' ' : letter;
            var lower = narrow == 'İ' ? 'i' : char.ToLowerInvariant(narrow);
            if (!IsAccent(lower) && !(lower == ' ' && folded.Length > 0 && folded[^1] == ' '))
                folded.Append(Folded.GetValueOrDefault(lower, lower));
        }

        return folded.ToString();
    }

    private static bool IsAccent(char letter) => letter is >= '\u0300' and <= '\u036F';
}
