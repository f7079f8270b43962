import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
/** A client that does not read: its watch waits, and workerd's memory does not grow by what waits. */
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { serveApp, type ServedApp } from "@etcd-explorer/scripts/serve/serve-app";
import { residentBytes } from "../bench/process-memory.ts";
import { base64 } from "./real-app.ts";
import { textFrame, upgradeText } from "./raw-web-socket.ts";

const mebibyte = 1024 * 1024;
const count = 64;
/** What stands once in each message or event, however it is cut into pieces: of one length, so that none is counted twice. */
const marks = { created: '"created":{"id', event: '"mod_revision"' };
let app: ServedApp | undefined;
beforeAll(async () => {
  app = await serveApp({ connections: [], allowedTargets: "*", assets: false });
});
afterAll(async () => {
  await app?.stop();
});

test("a client that pauses slows its watch down, and then gets everything", async () => {
  const etcd = lentEtcds().at(-1);
  const [host, port, pid] = ["127.0.0.1", app?.port ?? 0, app?.pid ?? 0];
  const socket = connect(port, host);
  socket.write(upgradeText(`${host}:${port}`));
  socket.write(textFrame(JSON.stringify({ open: { host: etcd?.host, port: etcd?.port } })));
  socket.write(textFrame(JSON.stringify({ create: { id: "slow", key: base64("/worker-watch-slow") } })));
  // Counted as they come: to search all of it again and again takes longer than to receive it.
  const seen = { created: 0, events: 0 };
  let end = "";
  socket.on("data", (bytes: Buffer) => {
    const text = end + bytes.toString("latin1");
    seen.created += text.split(marks.created).length - 1;
    seen.events += text.split(marks.event).length - 1;
    end = text.slice(1 - marks.event.length);
  });
  await expect.poll(() => seen.created).toBe(1);
  socket.pause();
  const beforeBytes = residentBytes(pid);
  // 64 MiB of values, 85 MB of JSON with its base64, and as much again in the decoded fields.
  const value = base64("x".repeat(mebibyte));
  for (let put = 0; put < count; put++) {
    await callGateway(etcd?.endpoint ?? "", "/v3/kv/put", { key: base64("/worker-watch-slow"), value });
  }
  let stillBytes = -1;
  await expect.poll(() => stillBytes === (stillBytes = residentBytes(pid)), { interval: 200 }).toBe(true);
  const grownBytes = stillBytes - beforeBytes;
  socket.resume();
  await expect.poll(() => seen.events, { interval: 100, timeout: 20_000 }).toBe(count);
  socket.destroy();
  expect(grownBytes).toBeLessThan(48 * mebibyte);
}, 60_000);
