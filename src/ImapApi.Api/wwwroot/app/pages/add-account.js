import { get, post, query, url } from "../api.js";
import { field, h, problem, run, show } from "../dom.js";

const hintWords = {
  appPassword: "This provider wants an app password: make one in its account settings and enter it instead of your own.",
  oauth2Only: "This provider accepts no passwords from mail programs: register the account over the API with an access token or an authentication server.",
  enableImap: "IMAP has to be switched on in this provider's settings first.",
};

/** Name, address, password: the servers are looked up, the log-in is tried, and only then something is saved. */
export async function addAccount(place) {
  const name = h("input", { autocomplete: "name", required: true });
  const address = h("input", { type: "email", autocomplete: "email", required: true });
  const password = h("input", { type: "password", autocomplete: "current-password", required: true });
  const id = h("input", { maxLength: 256, spellcheck: false });
  const user = h("input", { spellcheck: false, autocomplete: "username" });
  const servers = { imap: server("imap", 993), smtp: server("smtp", 465) };
  const details = h("details", {}, h("summary", {}, "Servers and account id"),
    h("p", { className: "dim" }, "Filled in when they are known. STARTTLS is used where the connection does not begin with TLS."),
    field("Account id (the address, if empty)", id), field("User name (the address, if empty)", user), servers.imap.element, servers.smtp.element);
  const said = h("div", { "aria-live": "polite" });
  const button = h("button", { className: "main" }, "Try and save");
  let guessed = "";

  address.addEventListener("change", () => guess().catch((error) => show(said, problem(error))));
  show(place, h("h1", {}, "Add an account"),
    h("form", { className: "card form", onsubmit: save }, field("Name", name), field("Mail address", address), field("Password", password), details, said, h("div", { className: "row" }, button, h("a", { href: "#/accounts" }, "Back to the accounts"))));
  name.focus();

  async function guess() {
    if (!address.value.includes("@") || guessed === address.value)
      return;
    guessed = address.value;
    const known = await get(query("/v1/autoconfig", { email: address.value }));
    if (known.imap)
      servers.imap.fill(known.imap);
    if (known.smtp)
      servers.smtp.fill(known.smtp);
    const hints = (known.hints ?? []).map((hint) => h("p", {}, hintWords[hint] ?? hint));
    show(said, known.imap ? h("div", {}, h("p", { className: "dim" }, `${known.provider ?? known.domain}: ${known.imap.host}.`), hints) : h("p", {}, "The servers of this address are not known: please enter them."));
    details.open = details.open || !known.imap;
  }

  async function save(event) {
    event.preventDefault();
    await run(button, async () => {
      await guess();
      const auth = { user: user.value || address.value, pass: password.value };
      const settings = { imap: servers.imap.read(auth), smtp: servers.smtp.read(auth) };
      if (!settings.imap && !settings.smtp) {
        details.open = true;
        show(said, problem(new Error("A server is missing.")));
        return;
      }
      show(said, h("p", {}, "Logging in…"), h("progress", { "aria-label": "Logging in" }));
      try {
        const verdict = await post("/v1/verifyAccount", settings);
        const failed = Object.entries(verdict).filter(([, one]) => one && !one.success);
        if (failed.length > 0) {
          details.open = true;
          show(said, failed.map(([proto, one]) => problem(new Error(`${proto.toUpperCase()}: ${one.error}`))));
          return;
        }
        const account = id.value || address.value;
        await post("/v1/account", { account, name: name.value, ...settings });
        location.hash = url`#/account/${account}`;
      } catch (error) {
        show(said, problem(error));
      }
    });
  }
}

function server(proto, port) {
  const host = h("input", { spellcheck: false });
  const number = h("input", { type: "number", min: 1, max: 65535, value: port });
  const secure = h("input", { type: "checkbox", checked: true });
  return {
    element: h("fieldset", {}, h("legend", {}, proto.toUpperCase()),
      h("div", { className: "pair" }, field("Host", host), field("Port", number)),
      h("label", { className: "check" }, secure, "TLS from the first byte")),
    fill(known) {
      host.value = known.host;
      number.value = known.port;
      secure.checked = known.secure;
    },
    read: (auth) => host.value.trim() ? { host: host.value.trim(), port: Number(number.value), secure: secure.checked, auth } : undefined,
  };
}
