/** A request as curl: straight to etcd's gateway, or to this product's worker. */
import type { Json } from "../../model/json.ts";
import { gatewayCall, type EquivalentRequest, type GatewayCall } from "./request.ts";
import { hereDocument, quoteSh } from "../shell/sh-quote.ts";
import { passwordVariable, type Equivalent, type EquivalentTarget } from "./target.ts";

// What the shell puts into JSON must be escaped for JSON: the two characters that a password may hold and JSON minds.
const passwordInJson = String.raw`$(printf %s "$${passwordVariable}" | sed 's/[\\"]/\\&/g')`;

const passwordNote = `Set ${passwordVariable} to the password first.`;

/** Beyond this a body goes by standard input: the system bounds what stands in a command line. */
const longestArgument = 64 * 1024;

/** curl to etcd's own gateway. */
export function formatCurlToEtcd(request: EquivalentRequest, target: EquivalentTarget): Equivalent {
  return curlToEtcd(gatewayCall(request), target);
}

/** The same for any call of the gateway. */
export function curlToEtcd({ path, body }: GatewayCall, target: EquivalentTarget): Equivalent {
  const [endpoint] = target.endpoints;
  const origin = endpoint === undefined ? '"$ETCD_ENDPOINT"' : quoteSh(endpoint);
  const notes = endpoint === undefined ? ["Set ETCD_ENDPOINT to a member's address, such as http://HOST:2379."] : [];
  const lines: string[] = [];
  if (target.user !== "") {
    const login = `${quoteSh(JSON.stringify({ name: target.user }).slice(0, -1) + ',"password":"')}"${passwordInJson}"'"}'`;
    const token = String.raw`sed -n 's/.*"token": *"\([^"]*\)".*/\1/p'`;
    lines.push(`ETCD_TOKEN=$(curl -sS ${origin}/v3/auth/authenticate -d ${login} | ${token})`);
    notes.push(passwordNote, "The first line gets the token for the second: etcd's gateway ignores HTTP Basic.");
  }
  const authorization = target.user === "" ? "" : ' -H "Authorization: $ETCD_TOKEN"';
  lines.push(withBody(`curl -sS${authorization} ${origin}${path}`, JSON.stringify(body)));
  return { text: lines.join("\n"), notes };
}

/** curl to `POST /api/etcd/query`; `queryUrl` is its whole address, where this product is served. */
export function formatCurlToWorker(request: EquivalentRequest, target: EquivalentTarget, queryUrl: string): Equivalent {
  return curlToWorker(gatewayCall(request), target, queryUrl);
}

/** The same for any call of the gateway. */
export function curlToWorker({ path, body }: GatewayCall, target: EquivalentTarget, queryUrl: string): Equivalent {
  const fields: Json = {
    ...target.worker,
    ...(target.user === "" ? {} : { username: target.user }),
    path,
    body: JSON.stringify(body),
  };
  const command = `curl -sS ${quoteSh(queryUrl)} -H 'Content-Type: application/json'`;
  const notes = ['If the server requires an access token, add -H "Authorization: Bearer $ACCESS_TOKEN".'];
  if (target.user === "") return { text: withBody(command, JSON.stringify(fields)), notes };
  const json = JSON.stringify(fields);
  const text = `${command} -d '{"password":"'"${passwordInJson}"'",'${quoteSh(json.slice(1))}`;
  return { text, notes: [passwordNote, ...notes] };
}

function withBody(command: string, json: string): string {
  if (json.length <= longestArgument) return `${command} -d ${quoteSh(json)}`;
  return hereDocument(`${command} -d @-`, `${json}\n`);
}
