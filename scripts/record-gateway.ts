/**
 * Records what one version of etcd answers, byte by byte, for the parser's tests:
 * `ETCD_BINS="3.6.9=FOLDER" node scripts/record-gateway.ts 3.6.9`. The requests are those of the recordings that are
 * there; the answers go beside them, into worker/fixtures/gateway/VERSION.json.
 */
import { readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { obtainEtcdVersion } from "./etcd/obtain-etcds.ts";
import { startEtcd } from "./etcd/start-etcd.ts";
import { projectRoot } from "./paths.ts";

interface Entry {
  name: string;
  method: string;
  path: string;
  body?: string;
  headers?: Record<string, string>;
  /** Streams and answers that never come are cut off after so long. */
  cutAfterMs?: number;
  /** base64 of every byte that the server sent. */
  response: string;
}

interface Recording {
  etcd: string;
  note: string;
  entries: Entry[];
}

const folder = join(projectRoot, "worker", "fixtures", "gateway");

function isRecording(value: unknown): value is Recording {
  return typeof value === "object" && value !== null && "entries" in value && Array.isArray(value.entries);
}

/**
 * Sends one request on a connection of its own; gives every byte until the server closes, or until the cut.
 * `onAnswer` is called when the first bytes have come.
 */
function exchange(port: number, entry: Omit<Entry, "response">, onAnswer?: () => void): Promise<Buffer> {
  const body = entry.body ?? "";
  const headers = {
    Host: `127.0.0.1:${port}`,
    Accept: "application/json",
    Connection: "close",
    ...(entry.method === "POST"
      ? { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) }
      : {}),
    ...entry.headers,
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(`${entry.method} ${entry.path} HTTP/1.1\r\n${head.join("")}\r\n${body}`);
    });
    const cut = setTimeout(() => socket.destroy(), entry.cutAfterMs ?? 10_000);
    socket.once("data", () => onAnswer?.());
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", reject);
    socket.on("close", () => {
      clearTimeout(cut);
      resolve(Buffer.concat(chunks));
    });
  });
}

/** The token in the answer to a login, if there is one. */
function tokenIn(answer: Buffer): string | undefined {
  return /"token":\s*"([^"]+)"/.exec(answer.toString())?.[1];
}

function putRequest(value: string) {
  return { method: "POST", path: "/v3/kv/put", body: `{"key":"dzE=","value":"${value}"}` };
}

/** What the recorded watch sees: two puts and a delete, while it is open. */
async function writeWhileWatched(port: number): Promise<void> {
  for (const request of [
    putRequest("YQ=="),
    putRequest("Yg=="),
    { method: "POST", path: "/v3/kv/deleterange", body: '{"key":"dzE="}' },
  ]) {
    await exchange(port, { name: "write", ...request });
  }
}

async function record(version: string): Promise<Recording> {
  const source: unknown = JSON.parse(await readFile(join(folder, "3.5.30.json"), "utf8"));
  if (!isRecording(source)) throw new Error("3.5.30.json is no recording");
  const { etcd: binary } = await obtainEtcdVersion(version);
  const etcd = await startEtcd({ binary });
  try {
    const tokens = new Map<string, string>();
    const entries: Entry[] = [];
    for (const { response: recorded, ...entry } of source.entries) {
      const sent = entry.headers?.["Authorization"];
      // Tokens are made anew by every server: the recorded one stands for the one that this login gave.
      const replaced =
        sent === undefined ? undefined : [...tokens].reduce((text, [old, now]) => text.replace(old, now), sent);
      const request = replaced === undefined ? entry : { ...entry, headers: { Authorization: replaced } };
      const watched = entry.name === "watch put put delete";
      let writing: Promise<void> | undefined;
      const answer = await exchange(etcd.port, request, () => {
        if (watched) writing = writeWhileWatched(etcd.port);
      });
      await writing;
      const before = tokenIn(Buffer.from(recorded, "base64"));
      const now = tokenIn(answer);
      if (before !== undefined && now !== undefined) tokens.set(before, now);
      entries.push({ ...request, response: answer.toString("base64") });
    }
    return { etcd: version, note: source.note, entries };
  } finally {
    await etcd.stop();
  }
}

const version = process.argv[2] ?? "";
const recording = await record(version);
await writeFile(join(folder, `${version}.json`), `${JSON.stringify(recording, undefined, 1)}\n`);
console.log(`${recording.entries.length} answers of etcd ${version}`);
