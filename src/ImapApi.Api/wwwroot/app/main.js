import { get, onUnauthorized, token } from "./api.js";
import { h, show, problem } from "./dom.js";
import { overview } from "./pages/overview.js";
import { accounts } from "./pages/accounts.js";
import { addAccount } from "./pages/add-account.js";
import { account } from "./pages/account.js";
import { message } from "./pages/message.js";
import { compose } from "./pages/compose.js";
import { deliveries } from "./pages/deliveries.js";
import { outbox } from "./pages/outbox.js";
import { logs } from "./pages/logs.js";
import { settings } from "./pages/settings.js";
import { documentation } from "./pages/documentation.js";

// Each page gets where it is shown, what its address names, and a signal that ends with it.
const routes = [
  [/^\/$/, overview, "Overview"],
  [/^\/accounts$/, accounts, "Accounts"],
  [/^\/accounts\/add$/, addAccount, "Add an account"],
  [/^\/account\/([^/]+)$/, account, "Account"],
  [/^\/account\/([^/]+)\/message\/([^/]+)$/, message, "Message"],
  [/^\/account\/([^/]+)\/compose$/, compose, "Write"],
  [/^\/deliveries$/, deliveries, "Deliveries"],
  [/^\/outbox$/, outbox, "Outbox"],
  [/^\/logs$/, logs, "Logs"],
  [/^\/settings$/, settings, "Settings"],
  [/^\/documentation$/, documentation, "Documentation"],
];

const place = document.getElementById("main");
const signOut = document.getElementById("sign-out");
let current = new AbortController();
let asking = false;

async function navigate() {
  current.abort();
  current = new AbortController();
  asking = false;
  const [path, search] = (location.hash.slice(1) || "/").split("?");
  markCurrent(path);
  const found = routes.map(([pattern, page, title]) => [pattern.exec(path), page, title]).find(([match]) => match);
  if (!found) {
    show(place, h("p", { className: "empty" }, "There is no such page. ", h("a", { href: "#/" }, "Go to the overview")));
    return;
  }
  const [match, page, title] = found;
  document.title = `${title} · ImapApi`;
  show(place, h("p", { className: "empty" }, "Loading…"));
  const signal = current.signal;
  try {
    await page(place, { parts: match.slice(1).map(decodeURIComponent), search: new URLSearchParams(search ?? ""), signal });
  } catch (error) {
    if (!signal.aborted && !asking)
      show(place, h("h1", {}, title), problem(error), h("button", { type: "button", onclick: navigate }, "Try again"));
  }
}

function markCurrent(path) {
  for (const link of document.querySelectorAll("header nav a")) {
    const target = link.getAttribute("href").slice(1);
    const isHere = target === "/" ? path === "/" : path === target || path.startsWith(target.replace(/s$/, "") + "/") || path.startsWith(target + "/");
    if (isHere)
      link.setAttribute("aria-current", "page");
    else
      link.removeAttribute("aria-current");
  }
}

function askForToken() {
  if (asking)
    return;
  asking = true;
  current.abort();
  const wrong = token.get() !== null;
  token.clear();
  signOut.hidden = true;
  const input = h("input", { type: "password", autocomplete: "current-password", required: true, spellcheck: false });
  document.title = "Sign in · ImapApi";
  show(place, h("form", { className: "card form", onsubmit: signIn },
    h("h1", {}, "Sign in"),
    h("p", { className: "dim" }, "This server asks for an API token. An operator makes one with ", h("code", {}, "ImapApi.Api token create"), "."),
    wrong && h("div", { className: "problem", role: "alert" }, "This token is not accepted."),
    h("label", {}, "API token", input),
    h("button", { className: "main" }, "Sign in")));
  input.focus();

  async function signIn(event) {
    event.preventDefault();
    token.set(input.value.trim());
    asking = false;
    current = new AbortController();
    try {
      await get("/v1/stats");
    } catch (error) {
      if (error.status === 401)
        return;
    }
    signOut.hidden = false;
    await navigate();
  }
}

onUnauthorized(askForToken);
signOut.hidden = token.get() === null;
signOut.addEventListener("click", () => {
  token.clear();
  signOut.hidden = true;
  location.hash = "#/";
  navigate();
});
window.addEventListener("hashchange", navigate);
navigate();
