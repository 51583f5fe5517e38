import { get, post, query, remove, url } from "../api.js";
import { action, confirmation, field, h, moment, problem, run, show, state, toast } from "../dom.js";

export async function settings(place, { signal }) {
  const now = await get(query("/v1/settings", { webhooks: true, webhookEvents: true, authServer: true, logs: true }), { signal });
  show(place, h("h1", {}, "Settings"), webhooks(now, signal), secrets(signal), authServer(now), logging(now));
}

function webhooks(now, signal) {
  const target = h("input", { type: "url", value: now.webhooks ?? "", placeholder: "https://example.com/hooks" });
  const events = h("input", { value: (now.webhookEvents ?? []).join(" "), placeholder: "all of them", spellcheck: false });
  const [health, said] = [h("div"), h("div", { "aria-live": "polite" })];
  lookAtTarget();
  return form("Webhooks", "Every event is posted here, at least once and in order; a target may also be set for an account of its own.",
    [field("Target URL (empty: none)", target), field("Events (names, separated by blanks)", events), now.webhooksAuthSet && h("p", { className: "dim" }, "A user and password are set for it; they stay while the URL has none."), health, said],
    async () => {
      await post("/v1/settings", { webhooks: target.value.trim(), webhookEvents: events.value.split(/[\s,]+/).filter(Boolean) });
      await lookAtTarget();
    },
    action("Send a test event", async () => {
      const verdict = await post("/v1/webhooks/test");
      show(said, verdict.success
        ? h("p", { className: "good" }, `The target answered ${verdict.statusCode}.`)
        : problem(new Error(verdict.statusCode ? `The target answered ${verdict.statusCode}. ${verdict.response ?? ""}` : `No answer: ${verdict.error}`)));
    }));

  async function lookAtTarget() {
    const target = await get("/v1/webhooks/target", { signal }).catch(() => null);
    show(health, target && h("p", { className: "row" }, state(target.status), h("span", { className: "dim" }, `${target.waiting.toLocaleString("en")} waiting`), target.reason && h("span", { className: "bad" }, target.reason),
      target.status === "disabled" && action("Resume", async () => {
        await post("/v1/webhooks/resume");
        await lookAtTarget();
      }, { done: "Deliveries go on." })));
  }
}

function secrets(signal) {
  const [list, fresh] = [h("ul"), h("div", { "aria-live": "polite" })];
  draw().catch((error) => signal.aborted || show(list, h("li", {}, problem(error))));
  return h("section", { className: "card" }, h("h2", {}, "Signing secrets"),
    h("p", { className: "dim" }, "With a secret every webhook is signed as Standard Webhooks say. Several sign at once, so that one can be replaced without a gap."),
    list, fresh,
    action("Make a secret", async () => {
      const made = await post("/v1/webhooks/secrets");
      show(fresh, h("p", {}, "Copy it now, it is not shown again:"), h("pre", {}, made.secret));
      await draw();
    }));

  async function draw() {
    const { secrets } = await get("/v1/webhooks/secrets", { signal });
    show(list, secrets.length === 0 ? h("li", { className: "dim" }, "There is none: webhooks are not signed.") : secrets.map((one) => h("li", { className: "row" }, h("code", {}, one.id), "made ", moment(one.created), action("Delete", () => erase(one), { className: "danger" }))));
  }

  async function erase(one) {
    if (!await confirmation("Delete this secret? Receivers that know only this one refuse what comes next.", "Delete"))
      return false;
    await remove(url`/v1/webhooks/secrets/${one.id}`);
    await draw();
    return "The secret is deleted.";
  }
}

function authServer(now) {
  const target = h("input", { type: "url", value: now.authServer ?? "", placeholder: "https://example.com/credentials" });
  return form("Authentication server", "Asked for the credentials of accounts with useAuthServer, at every log-in.", [field("URL (empty: none)", target)],
    () => post("/v1/settings", { authServer: target.value.trim() }));
}

function logging(now) {
  const all = h("input", { type: "checkbox", checked: now.logs.all });
  const accounts = h("input", { value: now.logs.accounts.join(" "), spellcheck: false });
  const lines = h("input", { type: "number", min: 1, value: now.logs.maxLogLines });
  return form("Protocol logs", "The conversation with the mail servers, without passwords and message contents.",
    [h("label", { className: "check" }, all, "Of every account"), field("Of these accounts (ids, separated by blanks)", accounts), field("Lines kept for each", lines)],
    () => post("/v1/settings", { logs: { all: all.checked, accounts: accounts.value.split(/\s+/).filter(Boolean), maxLogLines: Number(lines.value) } }));
}

function form(title, about, content, save, ...more) {
  const said = h("div");
  const button = h("button", { className: "main" }, "Save");
  return h("section", { className: "card" }, h("h2", {}, title), h("p", { className: "dim" }, about),
    h("form", {
      className: "form",
      onsubmit: (event) => {
        event.preventDefault();
        run(button, async () => {
          show(said);
          try {
            await save();
            toast("Saved.");
          } catch (error) {
            show(said, problem(error));
          }
        });
      },
    }, content, said, h("div", { className: "row" }, button, more)));
}
