// Reads {"secret", "headers", "body"} from the standard input; says which verifiers accept it.
import { Webhook as Standard } from "standardwebhooks";
import { Webhook as Svix } from "svix";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { secret, headers, body } = JSON.parse(Buffer.concat(chunks).toString("utf8"));

for (const [name, verifier] of [["standardwebhooks", new Standard(secret)], ["svix", new Svix(secret)]]) {
  try {
    verifier.verify(body, headers);
    console.log(`${name} accepts`);
  } catch (error) {
    console.log(`${name} refuses: ${error.message}`);
  }
}
