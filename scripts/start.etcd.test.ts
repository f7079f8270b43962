import { lentEtcds } from "./test/provided.ts";
/** `npm start` as a person runs it: a process, its address, Ctrl-C. */
import { spawn } from "node:child_process";
import { mkdtemp, readdir } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { callGateway } from "./etcd/gateway.ts";
import { projectRoot } from "./paths.ts";
import { freePort } from "./process/free-port.ts";
import { removeDir } from "./process/temp-dir.ts";
import { descendants, isGone, launchExplorer, type SeenProcess } from "./test/launched-explorer.ts";

let temp = "";
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), "start-test-"));
});
afterEach(() => removeDir(temp));

const etcds = lentEtcds();
const etcdBin = join(etcds.at(-1)?.etcdctl ?? "", "..", "etcd");

/** Starts the launcher with a temp folder of its own, where nothing but its data can be. */
const launch = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  launchExplorer(args, { TMPDIR: temp, ETCD_BIN: etcdBin, ...env });

it("serves app and interface with sample data, and leaves nothing behind after Ctrl-C", async () => {
  const { child, printed, address, exit } = launch(["--port", "0", "--no-open"]);
  const origin = await address;
  expect(printed.stdout).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/);

  const page = await fetch(origin);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  const config: unknown = await (await fetch(`${origin}/api/config`)).json();
  expect(config).toMatchObject({
    connections: [{ name: "sample", label: "Sample data", sample: true, readOnly: false }],
  });
  const body = JSON.stringify({ key: btoa("/registry/"), range_end: btoa("/registry0"), count_only: true });
  const answer = await fetch(`${origin}/api/etcd/query`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ connection: "sample", path: "/v3/kv/range", body }),
  });
  expect(await answer.json()).toMatchObject({ success: true, parsed: { count: expect.stringMatching(/^1\d{3}$/) } });

  const started = await descendants(child.pid);
  expect(started.map(({ command }) => command).toSorted()).toEqual(["etcd", "workerd"]);
  // workerd's configuration may hold passwords: it is gone as soon as it was read.
  const left = await readdir(temp, { recursive: true });
  expect(left.some((path) => path.endsWith("index.html"))).toBe(true);
  expect(left.filter((path) => path.endsWith(".capnp"))).toEqual([]);
  child.kill("SIGINT");
  expect(await exit).toBe(0);
  for (const { pid } of started) expect(await isGone(pid)).toBe(true);
  expect(await readdir(temp)).toEqual([]);
  expect(printed.stdout).toBe(`${origin}\n`);
});

it("stops everything when etcd dies, and says so", async () => {
  const { child, printed, address, exit } = launch(["--port", "0", "--no-open"]);
  await address;
  const started = await descendants(child.pid);
  const etcd = started.find(({ command }) => command === "etcd");
  process.kill(etcd?.pid ?? 0, "SIGKILL");
  expect(await exit).toBe(1);
  expect(printed.stderr).toContain("The sample etcd stopped unexpectedly: it was stopped by SIGKILL.");
  for (const { pid } of started) expect(await isGone(pid)).toBe(true);
  expect(await readdir(temp)).toEqual([]);
});

it("takes everything along when it is killed outright", async () => {
  const { child, address, exit } = launch(["--port", "0", "--no-open"]);
  await address;
  const started = await descendants(child.pid);
  expect(started).toHaveLength(2);
  child.kill("SIGKILL");
  await exit;
  for (const { pid } of started) await expect.poll(() => isGone(pid), { timeout: 5_000 }).toBe(true);
  // What it could not remove, the next start does.
  const leftBehind = await readdir(temp);
  const next = launch(["--port", "0", "--no-open"]);
  await next.address;
  for (const name of leftBehind) expect(await readdir(temp)).not.toContain(name);
  next.child.kill("SIGTERM");
  expect(await next.exit).toBe(0);
  expect(await readdir(temp)).toEqual([]);
});

it.runIf(process.platform === "linux")("takes everything along when npm is killed outright", async () => {
  const [etcd] = etcds;
  const args = ["start", "--", "--port", "0", "--no-open", "--endpoints", `127.0.0.1:${etcd?.port}`];
  const npm = spawn("npm", args, {
    cwd: projectRoot,
    env: { ...process.env, TMPDIR: temp },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let printed = "";
  npm.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  await expect.poll(() => printed, { timeout: 25_000 }).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/m);
  const started: SeenProcess[] = await descendants(npm.pid);
  for (const { pid } of started) started.push(...(await descendants(pid)));
  expect(started.map(({ command }) => command)).toContain("workerd");
  npm.kill("SIGKILL");
  for (const { pid } of started) await expect.poll(() => isGone(pid), { timeout: 10_000 }).toBe(true);
  // npm leaves a cache of its own there.
  expect((await readdir(temp)).filter((name) => name.startsWith("etcd-explorer-"))).toEqual([]);
});

it("shows a given etcd instead of a sample, and writes nothing to it", async () => {
  const [etcd] = etcds;
  const { child, address, exit } = launch(["--port", "0", "--no-open", "--endpoints", `127.0.0.1:${etcd?.port}`]);
  const origin = await address;
  const config: unknown = await (await fetch(`${origin}/api/config`)).json();
  expect(config).toMatchObject({ connections: [{ name: "default" }] });
  const health = await fetch(`${origin}/api/etcd/health`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ connection: "default" }),
  });
  expect(await health.json()).toMatchObject({ success: true, parsed: { version: { etcdserver: etcd?.version } } });
  expect((await descendants(child.pid)).map(({ command }) => command)).toEqual(["workerd"]);
  child.kill("SIGTERM");
  expect(await exit).toBe(0);
  const sampleKey = await callGateway(etcd?.endpoint ?? "", "/v3/kv/range", { key: btoa("/config/db/pool") });
  expect(sampleKey).not.toHaveProperty("kvs");
});

it("answers no foreign Host", async () => {
  const { child, address, exit } = launch(["--port", "0", "--no-open", "--endpoints", "127.0.0.1:1"]);
  const origin = await address;
  const port = Number(new URL(origin).port);
  const { request } = await import("node:http");
  const status = await new Promise<number | undefined>((resolve) => {
    const headers = { host: `rebound.example:${port}` };
    request({ host: "127.0.0.1", port, path: "/api/config", headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    }).end();
  });
  expect(status).toBe(403);
  child.kill("SIGINT");
  expect(await exit).toBe(0);
});

it("says that its port is taken and what to do", async () => {
  const port = await freePort("127.0.0.1");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { printed, exit } = launch(["--port", String(port), "--no-open"]);
  expect(await exit).toBe(1);
  expect(printed.stderr).toMatch(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use by another program\\. .*\\n$`));
  expect(printed.stdout).toBe("");
  await new Promise((resolve) => server.close(resolve));
  expect(await readdir(temp)).toEqual([]);
});

it.each([
  [["--prot", "1"], "Unknown flag --prot."],
  [["--endpoints", "a", "--user", "root", "--password", "my", "planted"], "Unexpected argument after --password."],
  [["--host", "no-such-host.invalid", "--port", "0"], "Could not listen on no-such-host.invalid"],
  [["--endpoints", "https://a", "--insecure-skip-tls-verify"], "--insecure-skip-tls-verify is not supported"],
  [
    ["--endpoints", "https://a", "--cacert", "/nonexistent.pem"],
    "--cacert: “/nonexistent.pem” cannot be read (ENOENT).",
  ],
  [["--endpoints", "a", "--user", "me"], "--user has the user me but no password. Set ETCDCTL_PASSWORD"],
])("refuses %j with exit code 2", async (args, sentence) => {
  const { printed, exit } = launch(args);
  expect(await exit).toBe(2);
  expect(printed.stderr).toContain(sentence);
  expect(printed.stderr).not.toMatch(/planted|\n +at /);
});

it("outlives more idle connections than a low limit of open files has room for, and tells of the limit", async () => {
  const etcd = ["--endpoints", etcds[0]?.endpoint ?? "", "--port", "0", "--no-open"];
  const { child, printed, address, exit } = launchExplorer(etcd, { TMPDIR: temp }, 300);
  const origin = await address;
  const warning = "The limit of open files is 300: about 140 connections at once. Raise it with ulimit -n.";
  expect(printed.stderr).toContain(`${warning}\n`);
  const sockets = Array.from({ length: 500 }, () => connect(Number(new URL(origin).port), "127.0.0.1"));
  const closed = sockets.map(
    (socket) => new Promise((resolve) => socket.on("error", () => undefined).on("close", resolve)),
  );
  await Promise.race(closed);
  for (const socket of sockets) socket.destroy();
  await Promise.all(closed);
  const status = async () => (await fetch(`${origin}/api/config`).catch(() => undefined))?.status;
  await expect.poll(status, { timeout: 10_000 }).toBe(200);
  // Whether workerd refuses or ends depends on what else is open. An end is told with what to do.
  expect(printed.stderr.match(/stopped unexpectedly: (?!.*\(raise ulimit -n\)\. Restarting\.$)/m)).toBeNull();
  child.kill("SIGINT");
  expect(await exit).toBe(0);
});

it("says in one sentence that the temporary folder cannot be used", async () => {
  const { printed, exit } = launch(["--port", "0", "--no-open"], { TMPDIR: join(temp, "gone") });
  expect(await exit).toBe(1);
  expect(printed.stderr).toBe(
    `Could not use the temporary folder ${join(temp, "gone")} (ENOENT). Set TMPDIR to a folder that you can write to.\n`,
  );
});

it("fails with one sentence where ETCD_BIN cannot be run", async () => {
  const { printed, exit } = launch(["--port", "0", "--no-open"], { ETCD_BIN: "/nonexistent/etcd" });
  expect(await exit).toBe(1);
  expect(printed.stderr.trimEnd().split("\n").at(-1)).toBe(
    "ETCD_BIN is /nonexistent/etcd, which is not a program that this user can run.",
  );
  expect(await readdir(temp)).toEqual([]);
});
