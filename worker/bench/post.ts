/** Plain HTTP by `node:http`: without an agent, over a socket of its own each time, as curl does. */
import { createHash } from "node:crypto";
import { request, type Agent, type IncomingMessage } from "node:http";

/** Posts JSON, or gets where there is no body, and gives the answer as it begins. Fails where its status is not 200. */
export async function openCall(url: string, body?: string, agent?: Agent): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { accept: "application/json", ...(body !== undefined && { "content-type": "application/json" }) };
  const sent = request(url, { method: body === undefined ? "GET" : "POST", agent: agent ?? false, headers }, resolve);
  sent.on("error", reject).end(body);
  const answer = await promise;
  if (answer.statusCode !== 200) throw new Error(`${url} answered ${answer.statusCode}`);
  return answer;
}

/** Posts JSON and reads the answer to its end, whatever its status. */
export async function postAny(url: string, body: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { "content-type": "application/json" };
  request(url, { method: "POST", agent: false, headers }, resolve).on("error", reject).end(body);
  const answer = await promise;
  for await (const piece of answer) void piece;
}

/** The same as `openCall`, read to its end. */
export async function call(url: string, body?: string, agent?: Agent): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await openCall(url, body, agent)) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}

export interface ReadBody {
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** The same, of which nothing is kept. */
export async function readCall(url: string, body: string): Promise<ReadBody> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const piece of await openCall(url, body)) {
    const bytes: Uint8Array = piece;
    hash.update(bytes);
    sizeBytes += bytes.length;
  }
  return { sizeBytes, sha256: hash.digest("hex") };
}
