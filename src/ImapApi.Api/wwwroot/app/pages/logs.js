import { download, get, pause, post, send, url } from "../api.js";
import { action, h, problem, show } from "../dom.js";

const everyMilliseconds = 2000;
const mostLines = 500;

/** The conversation of one account with its servers, live or as a file. */
export async function logs(place, { search, signal }) {
  const { accounts } = await get("/v1/accounts?pageSize=1000", { signal });
  const ids = h("datalist", { id: "accounts" }, accounts.map((account) => h("option", { value: account.account }, account.name)));
  const account = h("input", { list: "accounts", placeholder: "Account id", "aria-label": "Account id", value: search.get("account") ?? accounts[0]?.account ?? "" });
  account.setAttribute("list", "accounts");
  const keep = h("input", { type: "checkbox" });
  const output = h("pre", { className: "log", role: "log", tabIndex: 0, "aria-label": "Protocol log" });
  const said = h("div");
  let settings = (await get("/v1/settings?logs=true", { signal })).logs;

  account.addEventListener("change", changed);
  keep.addEventListener("change", () => choose().catch((error) => show(said, problem(error))));
  show(place, h("h1", {}, "Logs"),
    h("div", { className: "card" },
      h("div", { className: "row" }, ids, h("span", { className: "grow" }, account), h("label", { className: "check" }, keep, "Keep this account's log"),
        action("Download", () => download(url`/v1/logs/${account.value}`, `${account.value}.ndjson`).then(() => {}))),
      said, output));
  changed();
  while (!signal.aborted) {
    if (account.value && !document.hidden)
      await draw().catch((error) => signal.aborted || show(said, problem(error)));
    await pause(everyMilliseconds, signal);
  }

  function changed() {
    keep.checked = settings.all || settings.accounts.includes(account.value);
    keep.disabled = settings.all;
    output.textContent = "";
  }

  async function choose() {
    const others = settings.accounts.filter((one) => one !== account.value);
    await post("/v1/settings", { logs: { accounts: keep.checked ? [...others, account.value] : others } });
    settings = (await get("/v1/settings?logs=true")).logs;
  }

  async function draw() {
    const text = await (await send("GET", url`/v1/logs/${account.value}`, { signal })).text();
    const lines = text.split("\n").filter(Boolean).slice(-mostLines).map(line);
    show(said, lines.length === 0 && h("p", { className: "empty" }, keep.checked ? "Nothing was said since the log is kept." : "This account's log is not kept."));
    const atEnd = output.scrollTop + output.clientHeight >= output.scrollHeight - 20;
    const whole = lines.join("\n");
    if (output.textContent === whole)
      return;
    output.textContent = whole;
    if (atEnd)
      output.scrollTop = output.scrollHeight;
  }
}

function line(text) {
  try {
    const { time, ...rest } = JSON.parse(text);
    return `${time ?? ""} ${Object.values(rest).join(" ")}`;
  } catch {
    return text;
  }
}
