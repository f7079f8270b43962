import { lentEtcds } from "./test/provided.ts";
/** `npm start` beyond loopback and with secrets: who gets in, and what gets out. */
import { copyFile, mkdtemp, readdir, readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startEtcd } from "./etcd/start-etcd.ts";
import { tlsFixtures } from "./paths.ts";
import { removeDir } from "./process/temp-dir.ts";
import { createTeardown } from "./process/teardown.ts";
import { descendants, launchExplorer } from "./test/launched-explorer.ts";

const [etcd] = lentEtcds();
let temp = "";
let teardown = createTeardown();
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), "start-access-"));
  teardown = createTeardown();
});
afterEach(async () => {
  await teardown.run();
  await removeDir(temp);
});

/** What a server said, with every header. */
interface Said {
  status: number | undefined;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Asks with headers that fetch would not send, such as Host. */
function ask(url: string, headers: Record<string, string> = {}, body?: string): Promise<Said> {
  return new Promise((resolve, reject) => {
    const method = body === undefined ? "GET" : "POST";
    const asking = request(url, { method, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, text }));
    });
    asking.on("error", reject);
    asking.end(body);
  });
}

it("makes an access token beyond loopback, prints it in the address's fragment, and lets nobody in without it", async () => {
  const args = [
    "--host",
    "0.0.0.0",
    "--port",
    "0",
    "--endpoints",
    etcd?.endpoint ?? "",
    "--allowed-host",
    "etcd.example",
  ];
  const { child, printed, address, exit } = launchExplorer(args, { TMPDIR: temp });
  teardown.add(async () => {
    child.kill("SIGTERM");
    await exit;
  });
  const { port, pathname, hash } = new URL(await address);
  expect(pathname).toBe("/api/session");
  const token = new URLSearchParams(hash.slice(1)).get("access_token") ?? "";
  expect(token).toMatch(/^[\w-]{32}$/);
  expect(printed.stderr).toContain("The address contains the access token");
  expect(printed.stderr).not.toContain(token);

  const origin = `http://127.0.0.1:${port}`;
  const bearer = { authorization: `Bearer ${token}` };
  expect((await ask(origin)).status).toBe(200);
  expect(await ask(`${origin}/api/config`)).toMatchObject({ status: 403 });
  expect(await ask(`${origin}/api/config`, bearer)).toMatchObject({ status: 200 });
  expect(await ask(`${origin}/api/config`, { ...bearer, host: "etcd.example" })).toMatchObject({ status: 200 });
  expect(await ask(`${origin}/api/config`, { ...bearer, host: `rebound.example:${port}` })).toMatchObject({
    status: 403,
  });

  const form = { "content-type": "application/x-www-form-urlencoded", origin };
  expect((await ask(`${origin}/api/session`, form, "access_token=wrong")).headers).not.toHaveProperty("set-cookie");
  const signedIn = await ask(`${origin}/api/session`, form, new URLSearchParams({ access_token: token }).toString());
  expect(signedIn).toMatchObject({ status: 303, headers: { location: "/" } });
  const cookie = String(signedIn.headers["set-cookie"]).split(";")[0] ?? "";
  expect(await ask(`${origin}/api/config`, { cookie })).toMatchObject({ status: 200 });

  const json = { ...bearer, "content-type": "application/json" };
  const range = { path: "/v3/kv/range", body: '{"key":"YQ=="}' };
  const query = (fields: object) => ask(`${origin}/api/etcd/query`, json, JSON.stringify({ ...fields, ...range }));
  expect(await query({ connection: "default" })).toMatchObject({ status: 200 });
  // Who has the token reaches what is configured, and nothing else that this machine can reach.
  const { host, port: etcdPort } = etcd ?? { host: "", port: 0 };
  expect(await query({ host, port: etcdPort })).toMatchObject({ status: 403 });
});

it("lets no secret out: in no output, answer, command line, environment or file", async () => {
  const [password, token] = ["planted-password-3f9c", "planted-token-0123456789"];
  const running = await startEtcd({
    binary: join(dirname(etcd?.etcdctl ?? ""), "etcd"),
    tls: {
      certificate: join(tlsFixtures, "server.pem"),
      key: join(tlsFixtures, "test.key"),
      clientAuthority: join(tlsFixtures, "authority.pem"),
    },
  });
  teardown.add(running.stop);
  const tmp = await mkdtemp(join(temp, "tmp-"));
  for (const name of ["authority.pem", "client.pem", "test.key"])
    await copyFile(join(tlsFixtures, name), join(temp, name));
  const file = join(temp, "connections.json");
  const secured = { endpoints: [running.endpoint], cacert: "authority.pem", cert: "client.pem", key: "test.key" };
  const connections = [
    { name: "open", ...secured },
    { name: "user", ...secured, user: "root", password },
    { name: "refused", ...secured, user: `root:${password}-wrong` },
    { name: "wrong-name", ...secured, serverName: "etcd.internal", user: "root", password },
  ];
  await writeFile(file, JSON.stringify(connections), { mode: 0o600 });
  const { child, printed, address, exit } = launchExplorer(["--port", "0", "--no-open", "--connections", file], {
    TMPDIR: tmp,
    ACCESS_TOKEN: token,
  });
  teardown.add(async () => {
    child.kill("SIGTERM");
    await exit;
  });
  const { origin } = new URL(await address);

  const said: Said[] = [await ask(origin), await ask(`${origin}/api/session`), await ask(`${origin}/api/config`)];
  const json = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const query = async (connection: string, path: string, body: object) => {
    const fields = { connection, path, body: JSON.stringify(body) };
    const answer = await ask(`${origin}/api/etcd/query`, json, JSON.stringify(fields));
    said.push(answer);
    return answer.text;
  };
  said.push(await ask(`${origin}/api/config`, json));
  await query("open", "/v3/auth/user/add", { name: "root", password });
  await query("open", "/v3/auth/user/grant", { user: "root", role: "root" });
  await query("open", "/v3/auth/enable", {});
  expect(await query("user", "/v3/kv/range", { key: "YQ==" })).toContain('"success":true');
  expect(await query("refused", "/v3/kv/range", { key: "YQ==" })).toContain('"success":false');
  expect(await query("wrong-name", "/v3/kv/range", { key: "YQ==" })).toContain('"kind":"tls"');
  expect(await query("nobody", "/v3/kv/range", { key: "YQ==" })).toContain('"kind":"invalid"');
  said.push(await ask(`${origin}/api/etcd/health`, json, JSON.stringify({ connection: "user" })));
  const form = { "content-type": "application/x-www-form-urlencoded" };
  said.push(await ask(`${origin}/api/session`, form, `access_token=${token}`));

  const processes = await descendants(child.pid);
  expect(processes.map(({ command }) => command)).toEqual(["workerd"]);
  const key = (await readFile(join(tlsFixtures, "test.key"), "utf8")).split("\n").slice(1, -2);
  const left = await readdir(tmp, { recursive: true, withFileTypes: true });
  const files = left.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  expect(files.length).toBeGreaterThan(0);
  const contents = await Promise.all(files.map((path) => readFile(path, "latin1")));
  const everything = JSON.stringify([said, printed, processes, files, contents]);
  for (const secret of [password, token, ...key]) expect(everything).not.toContain(secret);
  expect(key.length).toBeGreaterThan(1);

  child.kill("SIGTERM");
  expect(await exit).toBe(0);
  expect(await readdir(tmp)).toEqual([]);
});
