import { get, poll, query, url } from "../api.js";
import { Chart } from "../chart.js";
import { ago, bytes, h, show, state } from "../dom.js";

const everyMilliseconds = 2000;
const problemsEvery = 5; // Answers between two looks at what is wrong.

/** What is going on, problems first. One request every two seconds, and two more every ten while something is wrong. */
export async function overview(place, { signal }) {
  const problems = h("section", { "aria-label": "Problems" });
  const numbers = { accounts: figure(), connected: figure(), waiting: figure(), outbox: figure(), memory: figure(), events: figure(), deliveries: figure() };
  const events = new Chart("Events per minute, the last two minutes");
  const deliveries = new Chart("Deliveries per minute, the last two minutes");
  const states = h("div");
  const about = h("small");
  const nodes = h("section", { "aria-label": "Nodes" });
  let [before, looks, drawn] = [null, 0, false];

  await step();
  await poll(everyMilliseconds, signal, step);

  async function step() {
    let stats;
    try {
      stats = await get("/v1/stats", { signal });
    } catch (error) {
      if (signal.aborted || error.status === 401)
        return;
      if (!drawn)
        throw error;
      show(problems, h("div", { className: "problem", role: "alert" }, error.message));
      return;
    }
    if (!drawn)
      draw();
    drawn = true;
    fill(stats);
    if (looks++ % problemsEvery === 0)
      await look(stats);
  }

  function draw() {
    show(place,
      h("div", { className: "row spread" }, h("h1", {}, "Overview"), about),
      problems,
      h("div", { className: "cards" },
        card("Accounts", numbers.accounts, states),
        card("Events a minute", numbers.events, events.element),
        card("Deliveries a minute", numbers.deliveries, deliveries.element),
        card("Waiting", numbers.waiting, numbers.outbox),
        card("Memory", numbers.memory)),
      nodes);
  }

  function fill(stats) {
    about.textContent = `Version ${stats.version}, started ${ago(stats.started)}`;
    numbers.accounts.textContent = stats.accounts.toLocaleString("en");
    show(states, Object.entries(stats.connections).map(([word, count]) => h("div", { className: "row spread" }, h("a", { href: `#/accounts?state=${word}` }, state(word)), count.toLocaleString("en"))));
    numbers.waiting.textContent = `${stats.queues.webhooks.toLocaleString("en")} webhooks`;
    const mails = Object.values(stats.queues.outbox).reduce((sum, count) => sum + count, 0);
    show(numbers.outbox, h("a", { href: "#/outbox" }, `${mails.toLocaleString("en")} mail${mails === 1 ? "" : "s"} to send`));
    numbers.outbox.className = "";
    numbers.memory.textContent = bytes(stats.memory);
    show(nodes, nodeList(stats.cluster.nodes));
    const now = performance.now();
    if (before && stats.started === before.stats.started) {
      const minutes = (now - before.now) / 60000;
      rate(numbers.events, events, (stats.events - before.stats.events) / minutes);
      rate(numbers.deliveries, deliveries, (stats.deliveries - before.stats.deliveries) / minutes);
    } else {
      rate(numbers.events, events, 0);
      rate(numbers.deliveries, deliveries, 0);
    }
    before = { stats, now };
  }

  async function look(stats) {
    const found = [];
    for (const word of ["authenticationError", "connectError"]) {
      if (!stats.connections[word])
        continue;
      const list = await get(query("/v1/accounts", { state: word, pageSize: 5 }), { signal });
      found.push(...list.accounts.map((account) => h("div", { className: "problem" },
        h("a", { href: url`#/account/${account.account}` }, account.name || account.account), " ", state(account.state),
        h("div", {}, account.lastError?.message))));
      if (list.total > list.accounts.length)
        found.push(h("p", {}, h("a", { href: `#/accounts?state=${word}` }, `All ${list.total.toLocaleString("en")} of them`)));
    }
    const target = await get("/v1/webhooks/target", { signal }).catch(() => null);
    if (target && target.status !== "active")
      found.unshift(h("div", { className: "problem" }, "Webhooks to ", h("code", {}, target.url), " ", state(target.status), h("div", {}, target.reason ?? `${target.waiting.toLocaleString("en")} events wait.`), h("a", { href: "#/settings" }, "Settings")));
    show(problems, found.length > 0 && h("div", { className: "card" }, h("h2", {}, "Problems"), found),
      stats.accounts === 0 && h("div", { className: "card" }, h("h2", {}, "Begin here"), h("p", {}, "No account is registered yet."), h("a", { className: "button", href: "#/accounts/add" }, "Add an account")));
  }

  function rate(number, chart, value) {
    number.textContent = Math.max(0, Math.round(value)).toLocaleString("en");
    chart.add(Math.max(0, value));
  }
}

/** The processes that serve the accounts together. */
function nodeList(nodes) {
  if (nodes.length < 2)
    return h("p", { className: "dim" }, "One node serves all accounts.");
  return h("div", { className: "card" }, h("h2", {}, "Nodes"),
    h("table", { className: "stack" },
      h("thead", {}, h("tr", {}, ["Node", "State", "Accounts", "Joined", "Last account that came to it"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, nodes.map((node) => h("tr", {},
        h("td", {}, node.http ? h("a", { href: `${node.http}/` }, node.http) : node.address, h("div", { className: "dim" }, node.http && node.address, node.this && " (this one)")),
        h("td", {}, state(node.state)),
        h("td", {}, node.accounts.toLocaleString("en")),
        h("td", {}, node.since && ago(node.since)),
        h("td", {}, node.lastHandOver && [h("a", { href: url`#/account/${node.lastHandOver.account}` }, node.lastHandOver.account), ` ${ago(node.lastHandOver.time)}`]))))));
}

function figure() {
  return h("div", { className: "figure" }, "–");
}

function card(title, ...content) {
  return h("section", { className: "card" }, h("h2", {}, title), content);
}
