import { download, get, put, query, remove, url } from "../api.js";
import { action, bytes, confirmation, facts, h, moment, show } from "../dom.js";

/** One message, in a frame that runs no scripts and loads nothing. */
export async function message(place, { parts: [id, messageId], signal }) {
  const path = url`/v1/account/${id}/message/${messageId}`;
  const mail = await get(query(path, { textType: "*", safeHtml: true, maxBytes: 2_000_000 }), { signal });
  const blocked = mail.text?.blockedRemote ?? 0;
  const list = url`#/account/${id}`;
  show(place,
    h("p", {}, h("a", { href: list }, "Back to the messages")),
    h("h1", {}, mail.subject || "(no subject)"),
    h("div", { className: "card" },
      facts([["From", people([mail.from])], ["To", people(mail.to)], ["Copy", people(mail.cc)], ["Date", moment(mail.date)], ["Size", bytes(mail.size)]]),
      h("p", { className: "row" },
        h("a", { className: "button", href: query(url`#/account/${id}/compose`, { reply: messageId }) }, "Reply"),
        h("a", { className: "button", href: query(url`#/account/${id}/compose`, { reply: messageId, action: "reply-all" }) }, "Reply to all"),
        h("a", { className: "button", href: query(url`#/account/${id}/compose`, { reply: messageId, action: "forward" }) }, "Forward"),
        action(mail.unseen ? "Mark as read" : "Mark as unread", toggle),
        action("Download", () => download(`${path}/source`, "message.eml").then(() => {})),
        action("Delete", erase, { className: "danger" }))),
    blocked > 0 && h("p", { className: "dim" }, `${blocked} picture${blocked === 1 ? "" : "s"} or the like from elsewhere ${blocked === 1 ? "is" : "are"} not loaded.`),
    mail.text?.hasMore && h("p", { className: "dim" }, "The text is longer than what is shown."),
    body(mail),
    attachments(mail));

  async function toggle() {
    await put(path, { flags: mail.unseen ? { add: ["\\Seen"] } : { delete: ["\\Seen"] } });
    location.hash = list;
  }

  async function erase() {
    if (!await confirmation("Delete this message? It goes to the trash, and from there for good.", "Delete"))
      return false;
    await remove(path);
    location.hash = list;
    return "The message is deleted.";
  }

  function attachments({ attachments = [] }) {
    return attachments.length > 0 && h("section", { className: "card" }, h("h2", {}, "Attachments"), h("ul", {}, attachments.map((one) => {
      const done = h("span", { className: "dim", "aria-live": "polite" });
      const name = one.filename ?? "attachment";
      return h("li", { className: "row" }, action(name, () => download(url`/v1/account/${id}/attachment/${one.id}`, name, (length) => {
        done.textContent = bytes(length);
      }).then(() => {})), h("span", { className: "dim" }, `${one.contentType}, ${bytes(one.encodedSize)} encoded`), done);
    })));
  }
}

function body(mail) {
  const html = mail.text?.safeHtml;
  const frame = h("iframe", { className: "mail", title: "The message's text", src: "/app/frame.html", sandbox: "allow-same-origin allow-popups allow-popups-to-escape-sandbox" });
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    if (html) {
      inside.body.innerHTML = html; // Sanitised by the server; the frame's own policy forbids scripts and loading besides.
    } else {
      inside.body.className = "plain";
      inside.body.textContent = mail.text?.plain ?? "(no text)";
    }
    frame.style.height = `${Math.min(4000, inside.documentElement.scrollHeight + 24)}px`;
  });
  return frame;
}

function people(list) {
  return (list ?? []).filter(Boolean).map((one) => one.name ? `${one.name} <${one.address}>` : one.address).join(", ");
}
