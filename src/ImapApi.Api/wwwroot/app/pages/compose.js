import { get, post, url } from "../api.js";
import { field, h, problem, run, show, toast } from "../dom.js";

/** A new message, an answer or a forward. The key makes pressing "Send" twice send once. */
export async function compose(place, { parts: [id], search, signal }) {
  const [reference, kind] = [search.get("reply"), search.get("action") ?? "reply"];
  const original = reference && await get(url`/v1/account/${id}/message/${reference}`, { signal });
  const isForward = kind === "forward";
  const to = h("input", { type: "email", multiple: true, required: !reference || isForward, placeholder: reference && !isForward ? "whoever wants the answer" : "" });
  const subject = h("input", { placeholder: original ? `${isForward ? "Fwd" : "Re"}: ${original.subject ?? ""}` : "" });
  const text = h("textarea", { required: !isForward });
  const said = h("div", { "aria-live": "polite" });
  const button = h("button", { className: "main" }, "Send");
  const key = crypto.randomUUID();
  const back = reference ? url`#/account/${id}/message/${reference}` : url`#/account/${id}`;

  show(place, h("h1", {}, reference ? (isForward ? "Forward" : "Reply") : "Write"),
    h("form", { className: "card form", onsubmit: send }, field("To", to), field("Subject", subject), field("Text", text), said,
      h("div", { className: "row" }, button, h("a", { href: back }, "Back"))));
  (reference && !isForward ? text : to).focus();

  async function send(event) {
    event.preventDefault();
    await run(button, async () => {
      try {
        const answer = await post(url`/v1/account/${id}/submit`, {
          reference: reference ? { message: reference, action: kind, inline: true, ...(isForward ? { forwardAttachments: true } : {}) } : undefined,
          to: to.value ? to.value.split(",").map((address) => ({ address: address.trim() })) : undefined,
          subject: subject.value || undefined,
          text: text.value,
        }, { headers: { "idempotency-key": key } });
        toast(`Sent. The server said: ${answer.response}`);
        location.hash = back;
      } catch (error) {
        show(said, problem(error));
      }
    });
  }
}
