import { h, show } from "../dom.js";

/** How to begin, with this server's own address in the examples. */
export async function documentation(place) {
  const origin = location.origin;
  show(place, h("div", { className: "card" }, h("h1", {}, "Getting started"),
    h("p", {}, "IMAP and SMTP accounts over REST. This server answers on ", h("code", {}, origin), "; every resource is described on ", h("a", { href: "/swagger" }, "the API description page"), " (as a document: ", h("a", { href: "/openapi/v1.json" }, "openapi/v1.json"), ")."),
    step("1. Register an account", "Choose an id for the account: your own system's, or any unique text. An id that exists updates that account.",
      `curl -XPOST "${origin}/v1/account" -H "content-type: application/json" -d '{
    "account": "example",
    "name": "My Example Account",
    "imap": {
        "host": "imap.gmail.com",
        "port": 993,
        "secure": true,
        "auth": {
            "user": "myuser@gmail.com",
            "pass": "verysecret"
        }
    },
    "smtp": {
        "host": "smtp.gmail.com",
        "port": 465,
        "secure": true,
        "auth": {
            "user": "myuser@gmail.com",
            "pass": "verysecret"
        }
    }
}'`),
    step("", "The connection is made in the background. See how it is doing:", `curl "${origin}/v1/account/example"`),
    step("2. List its mailboxes", "", `curl "${origin}/v1/account/example/mailboxes"`),
    step("3. List some messages", "Newest first, 20 to a page. Pages count from 0.",
      `curl -XGET "${origin}/v1/account/example/messages?path=INBOX"\ncurl -XGET "${origin}/v1/account/example/messages?path=INBOX&page=5"`),
    step("4. Read one", "With an id from the listing:",
      `curl "${origin}/v1/account/example/message/AAAAAQAAAeE?textType=*"\ncurl "${origin}/v1/account/example/message/AAAAAQAAAeE/source"`),
    step("5. Answer it", "The headers of a reply, the mark on the original and the copy in the Sent mailbox come by themselves.",
      `curl -XPOST "${origin}/v1/account/example/submit" -H "content-type: application/json" -d '{
    "reference": {"message": "AAAAAQAAAeE", "action": "reply"},
    "to": [{"name": "Peter", "address": "peter@example.com"}],
    "text": "Thank you!"
}'`),
    step("6. Be told of every change", "Events are posted to the URL as they happen:",
      `curl -XPOST "${origin}/v1/settings" -H "content-type: application/json" -d '{"webhooks": "https://example.com/hooks"}'`),
    step("When something does not work", "The account's state and lastError say what the mail server said. For every word of the conversation, keep the account's log and download it:",
      `curl -XPOST "${origin}/v1/settings" -H "content-type: application/json" -d '{"logs": {"all": true}}'\ncurl "${origin}/v1/logs/example"`)));
}

function step(title, text, code) {
  return [title && h("h2", {}, title), text && h("p", {}, text), h("pre", { tabIndex: 0 }, h("code", {}, code))];
}
