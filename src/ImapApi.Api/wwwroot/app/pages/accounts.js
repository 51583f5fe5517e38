import { get, poll, put, query, remove, url } from "../api.js";
import { action, ago, confirmation, h, pager, show, state } from "../dom.js";

const pageSize = 50;
const words = ["connected", "connecting", "syncing", "authenticationError", "connectError", "unset", "init", "disconnected"];

export async function accounts(place, { search, signal }) {
  const list = h("div", { "aria-live": "off" });
  const filter = h("input", { type: "search", placeholder: "Name, id or user", "aria-label": "Find accounts", value: search.get("query") ?? "" });
  const choice = h("select", { "aria-label": "State" }, h("option", { value: "" }, "Every state"), words.map((word) => h("option", { value: word, selected: search.get("state") === word }, word)));
  const asked = { page: Number(search.get("page") ?? 0) };
  let typing;

  filter.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(first, 250);
  });
  choice.addEventListener("change", first);
  await draw();
  show(place,
    h("div", { className: "row spread" }, h("h1", {}, "Accounts"), h("a", { className: "button", href: "#/accounts/add" }, "Add an account")),
    h("div", { className: "card" }, h("div", { className: "row" }, h("span", { className: "grow" }, filter), choice), list));
  await poll(4000, signal, () => draw().catch(() => {}));

  function first() {
    asked.page = 0;
    draw();
  }

  async function draw() {
    const page = await get(query("/v1/accounts", { page: asked.page, pageSize, state: choice.value, query: filter.value.trim() }), { signal });
    if (list.contains(document.activeElement) && document.activeElement.tagName === "BUTTON")
      return; // Do not take the button away from under the finger; the next look is soon.
    show(list, page.accounts.length === 0 ? empty(page) : table(page), pager(page.page, page.pages, page.total, "account", go));
  }

  function go(page) {
    asked.page = page;
    document.activeElement?.blur();
    return draw();
  }

  function empty() {
    return filter.value || choice.value
      ? h("p", { className: "empty" }, "No account is like that.")
      : h("p", { className: "empty" }, "No account is registered yet. ", h("a", { href: "#/accounts/add" }, "Add the first one"));
  }

  function table(page) {
    return h("table", { className: "stack" },
      h("thead", {}, h("tr", {}, ["Account", "State", "Last word from the server", "What went wrong", ""].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, page.accounts.map((account) => h("tr", {},
        h("td", {}, h("a", { href: url`#/account/${account.account}` }, account.name || account.account), h("div", { className: "dim" }, account.account)),
        h("td", {}, state(account.state)),
        h("td", {}, account.imap ? ago(account.lastServerByteAt) : ""),
        h("td", {}, account.state !== "connected" && account.lastError?.message),
        h("td", {}, h("div", { className: "row" },
          account.imap && action("Reconnect", () => put(url`/v1/account/${account.account}/reconnect`), { done: `Account ${account.account} connects anew.` }),
          account.imap && action("Sync", () => put(url`/v1/account/${account.account}/sync`), { done: `Account ${account.account} is compared with its server.` }),
          action("Delete", () => erase(account), { className: "danger" })))))));
  }

  async function erase(account) {
    if (!await confirmation(`Delete account ${account.account}? Its mail stays where it is; its settings, events and queued messages go.`, "Delete"))
      return false;
    await remove(url`/v1/account/${account.account}`);
    document.activeElement?.blur();
    await draw();
    return `Account ${account.account} is deleted.`;
  }
}
