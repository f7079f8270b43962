import { lentEtcds } from "../test/provided.ts";
/** The front door in the real runtime: what a browser gets, and what it never gets. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findExecutable } from "../process/find-executable.ts";
import { freePort } from "../process/free-port.ts";
import { removeDir } from "../process/temp-dir.ts";
import { serveApp, type ServedApp } from "./serve-app.ts";

let folder = "";
let app: ServedApp | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "serve-app-"));
  const assets = join(folder, "dist");
  await mkdir(join(assets, "assets"), { recursive: true });
  await writeFile(join(folder, "secret.txt"), "secret");
  await writeFile(join(assets, "index.html"), "<!doctype html>");
  await writeFile(join(assets, "assets", "main-1.js"), "run()");
  await writeFile(join(assets, ".hidden.txt"), "secret");
  await writeFile(join(assets, "_headers"), "/*\n  X-Frame-Options: DENY\n");
  const [etcd] = lentEtcds();
  const connections = [{ name: "first", readOnly: false, endpoints: [etcd?.endpoint ?? ""] }];
  app = await serveApp({ connections, allowedTargets: "*", assets });
});
afterAll(async () => {
  await app?.stop();
  await removeDir(folder);
});

/** Asks for a path as it stands: fetch would tidy it up. */
function ask(path: string): Promise<{ status: number | undefined; text: string; type: string | undefined }> {
  return new Promise((resolve, reject) => {
    request({ host: "127.0.0.1", port: app?.port, path }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode, text, type: response.headers["content-type"] }));
    })
      .on("error", reject)
      .end();
  });
}

/** Opens a connection, sends that much of a request, and waits until the server closes it. */
function untilClosed(sent: string): Promise<"closed"> {
  return new Promise((resolve, reject) => {
    const socket = connect(app?.port ?? 0, "127.0.0.1", () => sent !== "" && socket.write(sent));
    socket.on("data", () => undefined);
    socket.on("close", () => resolve("closed"));
    socket.on("error", reject);
  });
}

it("closes connections that stay idle, so that they cannot use up the descriptors", async () => {
  const begun = `GET /api/config HTTP/1.1\r\nHost: 127.0.0.1:${app?.port}\r\n`;
  // Silent, half a request, and kept alive after an answer: workerd ends each after 15 s.
  expect(await Promise.all(["", begun, `${begun}\r\n`].map(untilClosed))).toEqual(["closed", "closed", "closed"]);
});

it("serves files with their kind, length and headers", async () => {
  const response = await fetch(`${app?.origin}/assets/main-1.js`);
  expect(await response.text()).toBe("run()");
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "content-length": "5",
    "cache-control": "public, max-age=31536000, immutable",
    "x-frame-options": "DENY",
  });
});

it("serves the app for places within it", async () => {
  expect(await ask("/sample/keys?key=%2Fa.b")).toMatchObject({ status: 200, text: "<!doctype html>" });
});

it("answers HEAD with the length and no body", async () => {
  const response = await fetch(app?.origin ?? "", { method: "HEAD" });
  expect(response.headers.get("content-length")).toBe("15");
  expect(await response.text()).toBe("");
});

it.each([
  "/../secret.txt",
  "/assets/../../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/.hidden.txt",
  "/%2ehidden.txt",
  "/assets/gone-2.js",
])("has nothing at %s", async (path) => {
  const { status, text } = await ask(path);
  expect(status).toBe(404);
  expect(text).not.toContain("secret");
});

it("lists no folder", async () => {
  expect((await ask("/assets")).text).toBe("<!doctype html>");
  expect((await ask("/assets/")).text).toBe("<!doctype html>");
});

it("goes on serving the build that it started with", async () => {
  await rm(join(folder, "dist", "assets", "main-1.js"));
  expect((await ask("/assets/main-1.js")).text).toBe("run()");
});

it("hands the interface to the app's worker, which reaches etcd", async () => {
  const response = await fetch(`${app?.origin}/api/etcd/health`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ connection: "first" }),
  });
  expect(await response.json()).toMatchObject({ success: true });
});

it("fails with a sentence on a port that is taken", async () => {
  const port = await freePort("127.0.0.1");
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await expect(serveApp({ connections: [], allowedTargets: "*", port, assets: folder })).rejects.toThrow(
    `Port ${port} is in use by another program.`,
  );
  await new Promise((resolve) => server.close(resolve));
});

it("fails with workerd's own words on a bundle that is none", async () => {
  const bundle = join(folder, "broken.js");
  await writeFile(bundle, "export default {");
  await expect(serveApp({ connections: [], allowedTargets: "*", bundle, assets: folder })).rejects.toThrow(
    /SyntaxError[^]*workerd did not start/,
  );
});

it("starts workerd again where it ends by itself, on the same port, and says so; and tells of wrong tokens", async () => {
  const lines: string[] = [];
  const accessToken = "planted-token-0123456789";
  const served = await serveApp({
    connections: [],
    allowedTargets: "",
    assets: false,
    accessToken,
    tell: (line) => lines.push(line),
  });
  const status = async (bearer: string): Promise<number | undefined> => {
    const headers = { authorization: `Bearer ${bearer}` };
    return (await fetch(`${served.origin}/api/config`, { headers }).catch(() => undefined))?.status;
  };
  try {
    expect(await status("planted-guess")).toBe(403);
    await expect.poll(() => lines).toEqual(["Wrong access token from 127.0.0.1, 1 of 10 in 60 s."]);
    const { pid } = served;
    process.kill(pid ?? 0, "SIGKILL");
    await expect.poll(() => served.pid, { timeout: 10_000 }).not.toBe(pid);
    expect(await status(accessToken)).toBe(200);
    expect(lines.at(-1)).toBe("The server stopped unexpectedly: it was stopped by SIGKILL. Restarting.");
  } finally {
    await served.stop();
  }
  expect(await served.exited).toContain("SIGKILL");
  expect(await status(accessToken)).toBeUndefined();
});

const prlimit = findExecutable(["prlimit"]);

it.skipIf(prlimit === undefined)(
  "comes back after more connections than it may have open files, and says so",
  async () => {
    const lines: string[] = [];
    const served = await serveApp({
      connections: [],
      allowedTargets: "",
      assets: false,
      tell: (line) => lines.push(line),
    });
    const status = async () => (await fetch(`${served.origin}/api/config`).catch(() => undefined))?.status;
    const waiting = { timeout: 10_000 };
    try {
      // A connection takes two descriptors. workerd refuses one for which there is only one left, and ends where there is
      // none: so it is the limit's parity that decides.
      for (const limit of [48, 49]) {
        execFileSync(prlimit ?? "", [`--pid=${served.pid}`, `--nofile=${limit}:`]);
        const sockets = Array.from({ length: 100 }, () => connect(served.port, "127.0.0.1"));
        const closed = sockets.map(
          (socket) => new Promise((resolve) => socket.on("error", () => undefined).on("close", resolve)),
        );
        await Promise.race(closed);
        for (const socket of sockets) socket.destroy();
        await Promise.all(closed);
        await expect.poll(status, waiting).toBe(200);
      }
      await expect
        .poll(() => lines, waiting)
        .toEqual([
          "The server stopped unexpectedly: it exited with 1, after too many connections for its limit of open files (raise ulimit -n). Restarting.",
        ]);
      await expect.poll(status, waiting).toBe(200);
    } finally {
      await served.stop();
    }
  },
);
