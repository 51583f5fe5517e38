import { get, poll, post, query, url } from "../api.js";
import { action, disclosure, facts, h, moment, pager, show, state } from "../dom.js";

const pageSize = 25;

export async function deliveries(place, { search, signal }) {
  const list = h("div");
  const choice = h("select", { "aria-label": "Status" }, h("option", { value: "" }, "Every status"), ["delivered", "pending", "failed"].map((word) => h("option", { value: word, selected: search.get("status") === word }, word)));
  const account = h("input", { type: "search", placeholder: "Account id", "aria-label": "Account id", value: search.get("account") ?? "" });
  const open = new Set();
  let page = 0;

  choice.addEventListener("change", first);
  account.addEventListener("change", first);
  await draw();
  show(place, h("h1", {}, "Deliveries"),
    h("p", { className: "dim" }, "Events on their way to your webhooks. Replaying sends an event once more, with the id it has."),
    h("div", { className: "card" }, h("div", { className: "row" }, h("span", { className: "grow" }, account), choice), list));
  await poll(3000, signal, () => draw().catch(() => {}));

  function first() {
    page = 0;
    draw();
  }

  async function draw() {
    const found = await get(query("/v1/webhooks/deliveries", { page, pageSize, status: choice.value, account: account.value.trim() }), { signal });
    if (list.contains(document.activeElement))
      return;
    show(list, found.deliveries.length === 0
      ? h("p", { className: "empty" }, "Nothing was delivered yet. ", h("a", { href: "#/settings" }, "Set a webhook target"))
      : h("table", { className: "stack" },
        h("thead", {}, h("tr", {}, ["Event", "Account", "Status", "Last attempt", ""].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, found.deliveries.map(row))),
    pager(found.page, found.pages, found.total, "deliver".concat(found.total === 1 ? "y" : "ie"), (next) => {
      page = next;
      document.activeElement?.blur();
      return draw();
    }));
  }

  function row(one) {
    const last = one.attempts.at(-1);
    return h("tr", {},
      h("td", {}, one.event, details(one)),
      h("td", {}, h("a", { href: url`#/account/${one.account}` }, one.account)),
      h("td", {}, state(one.status), one.nextAttempt && h("div", { className: "dim" }, "again ", moment(one.nextAttempt))),
      h("td", {}, last && [moment(last.time), h("div", { className: "dim" }, last.statusCode ?? last.error)]),
      h("td", {}, action("Replay", async () => {
        await post(url`/v1/webhooks/deliveries/${one.id}/replay`);
        document.activeElement?.blur();
        await draw();
        return "It is sent once more.";
      })));
  }

  function details(one) {
    return disclosure(open, one.id, `${one.attempts.length} attempt${one.attempts.length === 1 ? "" : "s"}`,
      facts([["Target", one.url], ["Event id", h("code", {}, one.eventId)]]),
      one.attempts.map((attempt) => h("div", {}, moment(attempt.time), ": ", attempt.statusCode ?? attempt.error, attempt.response && h("pre", {}, attempt.response))));
  }
}
