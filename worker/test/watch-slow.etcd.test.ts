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
  let seen = "";
  const read = (bytes: Buffer): void => void (seen += bytes.toString("latin1"));
  socket.on("data", read);
  await expect.poll(() => seen).toContain('{"created"');
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
  seen = "";
  socket.resume();
  const events = (): number => seen.split('{"events"').length - 1;
  await expect.poll(events, { interval: 100, timeout: 20_000 }).toBe(count);
  socket.destroy();
  expect(grownBytes).toBeLessThan(48 * mebibyte);
}, 60_000);
