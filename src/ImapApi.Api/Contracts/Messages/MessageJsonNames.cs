using System.Text.Json;

namespace ImapApi.Api.Contracts.Messages;

/// <summary>The keys of a message, encoded once.</summary>
internal static class MessageJsonNames
{
    public static readonly JsonEncodedText Total = JsonEncodedText.Encode("total");
    public static readonly JsonEncodedText Page = JsonEncodedText.Encode("page");
    public static readonly JsonEncodedText Pages = JsonEncodedText.Encode("pages");
    public static readonly JsonEncodedText NextPageCursor = JsonEncodedText.Encode("nextPageCursor");
    public static readonly JsonEncodedText PrevPageCursor = JsonEncodedText.Encode("prevPageCursor");
    public static readonly JsonEncodedText Messages = JsonEncodedText.Encode("messages");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Uid = JsonEncodedText.Encode("uid");
    public static readonly JsonEncodedText EmailId = JsonEncodedText.Encode("emailId");
    public static readonly JsonEncodedText ThreadId = JsonEncodedText.Encode("threadId");
    public static readonly JsonEncodedText Date = JsonEncodedText.Encode("date");
    public static readonly JsonEncodedText Unseen = JsonEncodedText.Encode("unseen");
    public static readonly JsonEncodedText Flagged = JsonEncodedText.Encode("flagged");
    public static readonly JsonEncodedText Answered = JsonEncodedText.Encode("answered");
    public static readonly JsonEncodedText Draft = JsonEncodedText.Encode("draft");
    public static readonly JsonEncodedText Flags = JsonEncodedText.Encode("flags");
    public static readonly JsonEncodedText Size = JsonEncodedText.Encode("size");
    public static readonly JsonEncodedText Subject = JsonEncodedText.Encode("subject");
    public static readonly JsonEncodedText From = JsonEncodedText.Encode("from");
    public static readonly JsonEncodedText Sender = JsonEncodedText.Encode("sender");
    public static readonly JsonEncodedText ReplyTo = JsonEncodedText.Encode("replyTo");
    public static readonly JsonEncodedText To = JsonEncodedText.Encode("to");
    public static readonly JsonEncodedText Cc = JsonEncodedText.Encode("cc");
    public static readonly JsonEncodedText Bcc = JsonEncodedText.Encode("bcc");
    public static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");
    public static readonly JsonEncodedText Address = JsonEncodedText.Encode("address");
    public static readonly JsonEncodedText Attachments = JsonEncodedText.Encode("attachments");
    public static readonly JsonEncodedText ContentType = JsonEncodedText.Encode("contentType");
    public static readonly JsonEncodedText EncodedSize = JsonEncodedText.Encode("encodedSize");
    public static readonly JsonEncodedText Filename = JsonEncodedText.Encode("filename");
    public static readonly JsonEncodedText Embedded = JsonEncodedText.Encode("embedded");
    public static readonly JsonEncodedText Inline = JsonEncodedText.Encode("inline");
    public static readonly JsonEncodedText ContentId = JsonEncodedText.Encode("contentId");
    public static readonly JsonEncodedText MessageId = JsonEncodedText.Encode("messageId");
    public static readonly JsonEncodedText InReplyTo = JsonEncodedText.Encode("inReplyTo");
    public static readonly JsonEncodedText Headers = JsonEncodedText.Encode("headers");
    public static readonly JsonEncodedText Labels = JsonEncodedText.Encode("labels");
    public static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
    public static readonly JsonEncodedText Plain = JsonEncodedText.Encode("plain");
    public static readonly JsonEncodedText Html = JsonEncodedText.Encode("html");
    public static readonly JsonEncodedText SafeHtml = JsonEncodedText.Encode("safeHtml");
    public static readonly JsonEncodedText BlockedRemote = JsonEncodedText.Encode("blockedRemote");
    public static readonly JsonEncodedText OmittedImages = JsonEncodedText.Encode("omittedImages");
    public static readonly JsonEncodedText MovedFrom = JsonEncodedText.Encode("movedFrom");
    public static readonly JsonEncodedText Path = JsonEncodedText.Encode("path");
    public static readonly JsonEncodedText SpecialUse = JsonEncodedText.Encode("specialUse");
    public static readonly JsonEncodedText Unsearched = JsonEncodedText.Encode("unsearched");
    public static readonly JsonEncodedText Source = JsonEncodedText.Encode("source");
    public static readonly JsonEncodedText Considered = JsonEncodedText.Encode("considered");
    public static readonly JsonEncodedText Complete = JsonEncodedText.Encode("complete");
    public static readonly JsonEncodedText Threads = JsonEncodedText.Encode("threads");
    public static readonly JsonEncodedText Count = JsonEncodedText.Encode("count");
    public static readonly JsonEncodedText UnseenCount = JsonEncodedText.Encode("unseenCount");
    public static readonly JsonEncodedText Ids = JsonEncodedText.Encode("ids");
    public static readonly JsonEncodedText Latest = JsonEncodedText.Encode("latest");
    public static readonly JsonEncodedText Added = JsonEncodedText.Encode("added");
    public static readonly JsonEncodedText Updated = JsonEncodedText.Encode("updated");
    public static readonly JsonEncodedText Removed = JsonEncodedText.Encode("removed");
    public static readonly JsonEncodedText Token = JsonEncodedText.Encode("token");
    public static readonly JsonEncodedText HasMore = JsonEncodedText.Encode("hasMore");
}
