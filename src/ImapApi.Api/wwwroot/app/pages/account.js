import { follow, get, put, query, url } from "../api.js";
import { action, ago, facts, h, moment, problem, show, state } from "../dom.js";

const pageSize = 30;
const shown = ["messageNew", "messageDeleted", "messageUpdated", "mailboxNew", "mailboxDeleted", "mailboxReset"];

/** An account: how it is doing, its mailboxes, and the messages of one; what changes on the server shows by itself. */
export async function account(place, { parts: [id], search, signal }) {
  const base = url`/v1/account/${id}`;
  const [head, boxes, list] = [h("div"), h("ul", { className: "side" }), h("div")];
  const [asked, cursors] = [{ path: search.get("path") ?? "INBOX" }, [undefined]];
  let later;

  const overview = await drawHead();
  show(place,
    h("div", { className: "row spread" }, h("h1", {}, overview.name || id),
      h("div", { className: "row" },
        overview.smtp && h("a", { className: "button", href: url`#/account/${id}/compose` }, "Write"),
        overview.imap && action("Reconnect", () => put(`${base}/reconnect`), { done: "It connects anew." }),
        h("a", { className: "button", href: url`#/logs?account=${id}` }, "Protocol log"))),
    head,
    overview.imap && h("div", { className: "split" }, h("nav", { className: "card", "aria-label": "Mailboxes" }, boxes), h("section", { className: "card", "aria-label": "Messages" }, list)));
  if (!overview.imap)
    return;
  drawBoxes();
  drawList();
  await follow(query("/v1/events/stream", { account: id }), signal, (type) => {
    clearTimeout(later);
    later = setTimeout(() => {
      drawHead().catch(() => {});
      if (shown.includes(type)) {
        drawBoxes();
        if (cursors.length === 1)
          drawList();
      }
    }, 150);
  });

  async function drawHead() {
    const one = await get(base, { signal });
    show(head, h("div", { className: "card" },
      facts([
        ["State", state(one.state)],
        ["Last word from the server", one.imap && ago(one.lastServerByteAt)],
        ["IMAP", one.imap && `${one.imap.auth?.user ?? "by the authentication server"} at ${one.imap.host}:${one.imap.port}`],
        ["SMTP", one.smtp && `${one.smtp.auth?.user ?? "by the authentication server"} at ${one.smtp.host}:${one.smtp.port}`],
        ["Id", h("code", {}, id)],
        ["Served by", one.epoch > 0 && h("span", {}, `${one.node} since `, moment(one.ownedSince), ` (epoch ${one.epoch})`)],
      ]),
      one.lastError && one.state !== "connected" && problem(one.lastError)));
    return one;
  }

  async function drawBoxes() {
    try {
      const { mailboxes } = await get(`${base}/mailboxes?counters=true`, { signal });
      show(boxes, mailboxes.filter((mailbox) => !mailbox.noSelect).map((mailbox) => h("li", {}, h("a", {
        href: query(url`#/account/${id}`, { path: mailbox.path }),
        "aria-current": mailbox.path === asked.path ? "true" : null,
      }, h("span", {}, mailbox.path), h("span", { className: "dim" }, mailbox.status?.unseen || "")))));
    } catch (error) {
      if (!signal.aborted)
        show(boxes, h("li", {}, problem(error)));
    }
  }

  async function drawList() {
    if (list.childElementCount === 0)
      show(list, h("p", { className: "empty" }, "Loading…"));
    try {
      const page = await get(query(`${base}/messages`, { path: asked.path, pageSize, cursor: cursors.at(-1) }), { signal });
      show(list, h("div", { className: "row spread" }, h("h2", {}, asked.path), h("span", { className: "dim" }, `${page.total.toLocaleString("en")} message${page.total === 1 ? "" : "s"}`)),
        page.messages.length === 0 ? h("p", { className: "empty" }, "Nothing is here.") : h("ul", { className: "messages" }, page.messages.map(entry)),
        h("div", { className: "row" },
          cursors.length > 1 && h("button", { type: "button", onclick: () => turn(() => cursors.pop()) }, "Newer"),
          page.nextPageCursor && h("button", { type: "button", onclick: () => turn(() => cursors.push(page.nextPageCursor)) }, "Older")));
    } catch (error) {
      if (!signal.aborted)
        show(list, problem(error), action("Try again", drawList));
    }
  }

  function turn(step) {
    step();
    return drawList();
  }

  function entry(message) {
    return h("li", {}, h("a", { href: url`#/account/${id}/message/${message.id}`, className: message.unseen ? "unseen" : "" },
      h("div", { className: "line" }, h("span", {}, message.from?.name || message.from?.address || "(nobody)"), h("span", { className: "dim" }, moment(message.date))),
      h("div", { className: "line" }, h("span", {}, message.subject || "(no subject)"),
        h("span", { className: "dim" }, [message.flagged && "flagged", message.answered && "answered", message.attachments?.length && `${message.attachments.length} attached`].filter(Boolean).join(", ")))));
  }
}
