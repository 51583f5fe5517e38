import { get, poll, query, remove, url } from "../api.js";
import { action, bytes, confirmation, disclosure, facts, h, moment, pager, show, state } from "../dom.js";

const pageSize = 25;
const words = ["scheduled", "queued", "sending", "committing", "sent", "rejected", "failed", "unknown", "cancelled"];

export async function outbox(place, { search, signal }) {
  const list = h("div");
  const choice = h("select", { "aria-label": "State" }, h("option", { value: "" }, "Every state"), words.map((word) => h("option", { value: word, selected: search.get("state") === word }, word)));
  const open = new Set();
  let page = 0;

  choice.addEventListener("change", () => {
    page = 0;
    draw();
  });
  await draw();
  show(place, h("h1", {}, "Outbox"), h("p", { className: "dim" }, "What waits to be sent, and what became of the rest."), h("div", { className: "card" }, choice, list));
  await poll(3000, signal, () => draw().catch(() => {}));

  async function draw() {
    const found = await get(query("/v1/outbox", { page, pageSize, state: choice.value }), { signal });
    if (list.contains(document.activeElement))
      return;
    show(list, found.messages.length === 0 ? h("p", { className: "empty" }, "Nothing was sent yet.") : h("table", { className: "stack" },
      h("thead", {}, h("tr", {}, ["Message", "Account", "State", "Submitted", ""].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, found.messages.map(row))),
    pager(found.page, found.pages, found.total, "message", (next) => {
      page = next;
      document.activeElement?.blur();
      return draw();
    }));
  }

  function row(one) {
    return h("tr", {},
      h("td", {}, one.subject || "(no subject)", h("div", { className: "dim" }, `to ${one.envelope.to.join(", ")}`), details(one)),
      h("td", {}, h("a", { href: url`#/account/${one.account}` }, one.account)),
      h("td", {}, state(one.state), one.nextAttempt && h("div", { className: "dim" }, "at ", moment(one.nextAttempt)), one.lastError && h("div", { className: "bad" }, one.lastError.message)),
      h("td", {}, moment(one.created)),
      h("td", {}, ["scheduled", "queued"].includes(one.state) && action("Cancel", () => cancel(one), { className: "danger" })));
  }

  function details(one) {
    return disclosure(open, one.queueId, `${one.attempts.length} attempt${one.attempts.length === 1 ? "" : "s"}, ${bytes(one.size)}`,
      facts([["Queue id", h("code", {}, one.queueId)], ["Message-ID", h("code", {}, one.messageId)], ["Answer", one.response]]),
      one.attempts.map((attempt) => h("div", {}, moment(attempt.time), attempt.error && `: ${attempt.error.message}`, attempt.conversation.length > 0 && h("pre", {}, attempt.conversation.join("\n")))));
  }

  async function cancel(one) {
    if (!await confirmation(`Do not send “${one.subject || "(no subject)"}”?`, "Do not send it"))
      return false;
    await remove(url`/v1/outbox/${one.queueId}`);
    document.activeElement?.blur();
    await draw();
    return "It is not sent.";
  }
}
