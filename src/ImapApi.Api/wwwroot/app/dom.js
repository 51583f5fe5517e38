// Elements are made of text, never of HTML: what a mail or a server says cannot become code.

export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false)
      continue;
    if (name.startsWith("on"))
      element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list" && name !== "form")
      element[name] = value;
    else
      element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

export function show(place, ...children) {
  place.replaceChildren(...children.flat(3).filter((child) => child !== undefined && child !== null && child !== false));
}

export function toast(text, failed = false) {
  const element = h("div", { className: failed ? "toast failed" : "toast" }, text);
  document.getElementById("toasts").append(element);
  setTimeout(() => element.remove(), failed ? 10000 : 4000);
}

/** An error of the API in words, with what the mail server said. */
export function problem(error) {
  return h("div", { className: "problem", role: "alert" },
    h("div", {}, error.message),
    error.serverResponse && h("div", { className: "dim" }, `The server said: ${error.serverResponse}`),
    (error.fields ?? []).map((field) => h("div", {}, h("code", {}, field.key), ` ${field.message}`)));
}

/** A button that shows that its work is under way and tells how it ended. */
export function action(text, work, { className, done } = {}) {
  const button = h("button", { type: "button", className });
  button.textContent = text;
  button.addEventListener("click", () => run(button, async () => {
    const said = await work();
    if (said !== false && (done || typeof said === "string"))
      toast(typeof said === "string" ? said : done);
  }));
  return button;
}

export async function run(button, work) {
  button.disabled = true;
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    if (error.name !== "AbortError")
      toast(error.message, true);
  } finally {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
}

export function confirmation(question, yes) {
  return new Promise((resolve) => {
    const dialog = h("dialog", { "aria-label": question },
      h("form", { method: "dialog" },
        h("p", {}, question),
        h("div", { className: "row" },
          h("button", { value: "yes", className: "danger" }, yes),
          h("button", { value: "no", autofocus: true }, "Keep it"))));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

export function field(text, input) {
  return h("label", {}, text, input);
}

export function facts(pairs) {
  return h("dl", {}, pairs.filter(([, value]) => value !== undefined && value !== null && value !== "").map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

export function state(word) {
  return h("span", { className: `state ${stateClass(word)}` }, words[word] ?? word);
}

const words = {
  init: "starting", connecting: "connecting", syncing: "reading mailboxes", connected: "connected", authenticationError: "log-in refused",
  connectError: "no connection", unset: "sends only", disconnected: "disconnected",
  leaving: "handing over", away: "not reached",
};

function stateClass(word) {
  if (["connected", "delivered", "sent", "active", "unset"].includes(word))
    return "good";
  if (["authenticationError", "connectError", "failed", "rejected", "unknown", "disabled", "away"].includes(word))
    return "bad";
  return "warn";
}

export function ago(time) {
  if (!time)
    return "never";
  const seconds = Math.max(0, (Date.now() - new Date(time).getTime()) / 1000);
  const [size, unit] = [[86400, "day"], [3600, "hour"], [60, "minute"], [1, "second"]].find(([size]) => seconds >= size) ?? [1, "second"];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-Math.floor(seconds / size), unit);
}

export function moment(time) {
  return time ? h("time", { dateTime: time, title: time }, new Date(time).toLocaleString()) : "";
}

export function bytes(count) {
  const units = ["B", "KB", "MB", "GB", "TB"];
  let unit = 0;
  for (; count >= 1000 && unit < units.length - 1; unit++)
    count /= 1000;
  return `${count < 10 && unit > 0 ? count.toFixed(1) : Math.round(count)} ${units[unit]}`;
}

/** Something to open, which stays open when its list is drawn anew. */
export function disclosure(open, id, summary, ...content) {
  const element = h("details", { open: open.has(id) }, h("summary", { className: "dim" }, summary), content);
  element.addEventListener("toggle", () => element.open ? open.add(id) : open.delete(id));
  return element;
}

/** Pages of a list: what is shown, and the way to the others. */
export function pager(page, pages, total, what, go) {
  return h("div", { className: "row spread" },
    h("span", { className: "dim" }, `${total.toLocaleString("en")} ${what}${total === 1 ? "" : "s"}`),
    pages > 1 && h("div", { className: "row" },
      h("button", { type: "button", disabled: page === 0, onclick: () => go(page - 1) }, "Previous"),
      h("span", {}, `${page + 1} of ${pages}`),
      h("button", { type: "button", disabled: page >= pages - 1, onclick: () => go(page + 1) }, "Next")));
}
