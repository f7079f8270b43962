import { lentApp, lentMinors } from "@etcd-explorer/scripts/test/provided";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { run } from "@etcd-explorer/scripts/process/run";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { goEnvironment } from "@etcd-explorer/scripts/etcd/go-environment";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { commands } from "@etcd-explorer/shared/command/etcdctl/read/grammar";
import { minorOf } from "@etcd-explorer/shared/command/etcdctl/print/output";
import type { Json } from "@etcd-explorer/shared/model/json";
import { field, readInt64, readList, readObject } from "@etcd-explorer/shared/wire/fields";
import { readCases, refusedCases, writeCases, type ConsoleCase } from "./console-cases.ts";
import { runOurs, runTheirs, type Printed, type Sides } from "./console-sides.ts";
import { postToEtcd } from "./twin-parts.ts";

const { origin } = lentApp();
const lease = "7587847893123420231";
const leaseHex = BigInt(lease).toString(16);
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64");

async function ask(endpoint: string, path: string, body: Json): Promise<Json> {
  return readObject(await postToEtcd(endpoint, path, body), path);
}

/**
 * The same keys and lease, whatever was done before, and the same users and roles before a command that is about them;
 * the revision from which keys were written.
 */
async function reset({ etcd: { endpoint } }: Sides, command = ""): Promise<number> {
  // Users and roles have no part in the revision: both may be made at once.
  const access = /^(?:user|role|auth)\b/.test(command) ? resetAccess(endpoint) : undefined;
  const [revision] = await Promise.all([resetKeys(endpoint), access]);
  return revision;
}

/** Asks for what there may be nothing to do about. */
async function may(endpoint: string, path: string, body: Json): Promise<void> {
  await postToEtcd(endpoint, path, body).catch(() => undefined);
}

const putOf = (key: string | Uint8Array, value: string | Uint8Array, more: Json = {}) => ({
  key: base64(key),
  value: base64(value),
  ...more,
});

async function resetKeys(endpoint: string): Promise<number> {
  await may(endpoint, "/v3/lease/revoke", { ID: lease });
  for (const { ID } of readList(await ask(endpoint, "/v3/lease/leases", {}), "leases", (item) =>
    readObject(item, "lease"),
  )) {
    await may(endpoint, "/v3/lease/revoke", { ID });
  }
  await ask(endpoint, "/v3/kv/deleterange", { key: "AA==", range_end: "AA==" });
  await ask(endpoint, "/v3/lease/grant", { TTL: "3600", ID: lease });
  const put = (key: string, value: string) => ask(endpoint, "/v3/kv/put", putOf(key, value));
  const first = await put("/app/a", "1");
  await put("/app/name", '<one> & "two"\n');
  await put("/app/name", "three");
  await put("/app/\u00a0\u2028\u200b😀\t", "ü\\");
  // Those that no command orders, at once.
  const others = [
    putOf(Uint8Array.of(0xff, 0xfe, 0, 0x2f), Uint8Array.of(0, 1, 0xff)),
    putOf("with space", "x"),
    putOf("it's", "y"),
    putOf("--dashed", "z"),
    putOf("/empty", ""),
    putOf("/leased", "l", { lease }),
  ];
  await ask(endpoint, "/v3/kv/txn", { success: others.map((request_put) => ({ request_put })) });
  return Number(readInt64(readObject(field(first, "header"), "a header"), "revision"));
}

async function resetAccess(endpoint: string): Promise<void> {
  const users = ["anna", "bert", "dora"].map((name) => may(endpoint, "/v3/auth/user/delete", { name }));
  const roles = ["reader", "writer", "root"].map((role) => may(endpoint, "/v3/auth/role/delete", { role }));
  await Promise.all([...users, ...roles]);
  await ask(endpoint, "/v3/auth/role/add", { name: "reader" });
  await ask(endpoint, "/v3/auth/role/add", { name: "root" });
  const grant = (perm: Json) => ask(endpoint, "/v3/auth/role/grant", { name: "reader", perm });
  await grant({ permType: "READ", key: base64("/app/"), range_end: base64("/app0") });
  await grant({ permType: "READWRITE", key: base64("/secret") });
  await grant({ permType: "WRITE", key: base64("x"), range_end: "AA==" });
  await ask(endpoint, "/v3/auth/user/add", { name: "anna", options: { no_password: true } });
  await ask(endpoint, "/v3/auth/user/grant", { user: "anna", role: "reader" });
}

/** Times differ between two runs, and so does what counts every request. */
function withoutTimes(text: string): string {
  return text
    .replaceAll(/\d+(?:\.\d+)?(?:µs|Âµs|ms|s)\b(?!\))/g, "TIME")
    .replaceAll(/remaining\(\d+s\)|"ttl":\d+|"TTL" : 3\d+/g, "LEFT")
    .replaceAll(/ +(?=TIME)|(?<=-)-+|(?<=\u00e2\u0094\u0080)(?:\u00e2\u0094\u0080)+/g, "")
    .replaceAll(/ +TOOK +/g, " TOOK ")
    .replaceAll(/"raftIndex":\d+|"raftAppliedIndex":\d+|"Raft(?:Applied)?Index" : \d+/g, "INDEX")
    .replaceAll(/"authRevision":\d+|AuthRevision: \d+/g, "AUTH");
}

/** Revisions since the state was made anew, by their distance; IDs of new leases by what they are. */
function relative(printed: Printed, base: number): string {
  let text = withoutTimes(printed.output);
  for (let by = 0; by < 24; by++) text = text.replaceAll(new RegExp(String.raw`\b${base + by}\b`, "g"), `r+${by}`);
  return text
    .replaceAll(/lease [0-9a-f]{16} granted/g, "lease NEW granted")
    .replaceAll(/"ID":\d+,"TTL":77|"ID" : (?:\d+|[0-9a-f]{16})\n"TTL" : 77/g, "NEW");
}

/** A case in each of its formats. */
function spellings({ text, formats = ["simple"], hex }: ConsoleCase): readonly string[] {
  const [first = "", ...rest] = text.split("\n");
  const [command = "", dashed] = first.split(" -- ", 2);
  return formats.flatMap((format) =>
    (hex === false ? [""] : ["", " --hex"]).map((spelled) => {
      const flags = `${format === "simple" ? "" : ` -w ${format}`}${spelled}`;
      const ended = `${command}${flags}${dashed === undefined ? "" : ` -- ${dashed}`}`;
      return [ended.replace(/^(.*)( <<'EOF')(.*)$/, "$1$3$2"), ...rest].join("\n");
    }),
  );
}

/**
 * What is run beside an etcdctl: on one version every case in every format. On an older one every case as well, in one
 * of its formats, another one on each version, and in all of them where versions differ.
 */
function chosen(cases: readonly ConsoleCase[], version: string, turn: number): readonly string[] {
  const minor = minorOf(version);
  const known = cases.filter(({ since = 4 }) => minor >= since);
  if (version === journeyVersion || minor > minorOf(journeyVersion)) return known.flatMap(spellings);
  return known.flatMap((given, at) => {
    const all = spellings(given);
    const one = (at + turn) % all.length;
    return given.differs === true ? all : all.slice(one, one + 1);
  });
}

const etcds = lentMinors().map((etcd, turn) => ({ ...etcd, turn }));

test("one of the etcds is run with everything", () => {
  expect(etcds.map(({ version }) => version)).toContain(journeyVersion);
});

describe.each(etcds)("the console beside etcdctl $version", ({ version, etcdctl, turn }) => {
  const minor = minorOf(version);
  let found: Sides | undefined;
  let member = "";
  let revision = 0;
  const sides = (): Sides => {
    if (found === undefined) throw new Error("etcd has not started");
    return found;
  };
  beforeAll(async () => {
    const { etcd: binary } = await obtainEtcdVersion(version);
    const etcd = await startEtcd({ binary });
    const table = (
      await runEtcdctl({ etcdctl, endpoint: etcd.endpoint }, ["member", "list", "-w", "table"])
    ).toString();
    found = { origin, etcd, version, etcdctl, tableLines: table.startsWith("+") ? "ascii" : "box" };
    const status = await ask(etcd.endpoint, "/v3/maintenance/status", {});
    member = BigInt(readInt64(status, "leader")).toString(16);
    // Revisions of three digits cannot be taken for counts.
    const fill = () => ask(etcd.endpoint, "/v3/kv/put", { key: base64("fill"), value: "" });
    await Promise.all(Array.from({ length: 290 }, fill));
    await resetAccess(etcd.endpoint);
    revision = await reset(found);
  });
  afterAll(async () => {
    await found?.etcd.stop();
  });

  const filled = (text: string, base = revision) =>
    text
      .replaceAll("LEASE", leaseHex)
      .replaceAll("MEMBER", member)
      .replaceAll("REV", String(base + 1));
  test.each(chosen(readCases, version, turn))("%s", async (spelled) => {
    const text = filled(spelled);
    const [ours, theirs] = await Promise.all([runOurs(sides(), text), runTheirs(sides(), text)]);
    expect(ours.errors).toBe("");
    expect(theirs.errors.replaceAll(/^\S+ is healthy.*\n/gm, "")).toBe("");
    // etcdctl 3.4 tells health on the other stream.
    const told = theirs.output + (minor <= 4 ? theirs.errors : "");
    expect(withoutTimes(ours.output)).toBe(withoutTimes(told));
    expect(ours.output === "" && !spelled.startsWith("get /none") && !spelled.startsWith("alarm")).toBe(false);
  });

  test.each(chosen(writeCases, version, turn))("%s", async (spelled) => {
    const theirBase = await reset(sides(), spelled);
    const theirs = await runTheirs(sides(), filled(spelled, theirBase));
    const theirState = await stateOf(sides(), theirBase);
    const ourBase = await reset(sides(), spelled);
    const ours = await runOurs(sides(), filled(spelled, ourBase));
    expect(ours.errors).toBe("");
    expect(relative(ours, ourBase)).toBe(relative(theirs, theirBase));
    expect(ours.output === "" && !spelled.startsWith("alarm")).toBe(false);
    expect(await stateOf(sides(), ourBase)).toBe(theirState);
  });

  test.each(refusedCases)("$text is refused in etcd's words", async (given) => {
    const text = filled(given.text);
    await reset(sides(), text);
    const theirs = await runTheirs(sides(), text);
    await reset(sides(), text);
    const ours = await runOurs(sides(), text);
    const last = theirs.errors
      .trim()
      .split("\n")
      .filter((line) => line.startsWith("Error: "))
      .at(-1);
    expect(ours.errors).toBe(last);
    expect(ours.output).toBe(theirs.output);
  });

  test("watch /app --prefix --prev-kv, in each format", async () => {
    const base = await reset(sides());
    await ask(sides().etcd.endpoint, "/v3/kv/deleterange", { key: base64("/app/a") });
    const watch = async (flags: string) => {
      const text = `watch /app --prefix --prev-kv --rev=${base}${flags}`;
      const args = ["--endpoints", sides().etcd.endpoint, ...text.split(" ")];
      // It goes on until it is ended.
      const theirs = await run(etcdctl, args, { env: goEnvironment(), timeoutMs: 2000 });
      expect({ flags, printed: (await runOurs(sides(), text)).output }).toEqual({
        flags,
        printed: theirs.stdout.toString("latin1"),
      });
      expect(theirs.stdout.toString()).toContain(flags === " -w json" ? '"type":1' : "DELETE");
    };
    await Promise.all(["", " -w json", " -w fields", " --hex"].map(watch));
  });

  test("a watch from before the compaction says so", async () => {
    const base = await reset(sides());
    await ask(sides().etcd.endpoint, "/v3/kv/compaction", { revision: String(base) });
    const ours = await runOurs(sides(), "watch /app --prefix --rev=1");
    const args = ["--endpoints", sides().etcd.endpoint, "watch", "/app", "--prefix", "--rev=1"];
    const theirs = await run(etcdctl, args, { env: goEnvironment(), timeoutMs: 5000 });
    const told = theirs.output.split("\n").filter((line) => /^(watch was|Error)/.test(line));
    expect(ours.errors.split("\n")).toEqual(told);
  });

  test.each(commands.map(({ name }) => name))("%s has the flags that etcdctl has, and no other", async (name) => {
    const known = commands.find((command) => command.name === name);
    const help = await run(etcdctl, [...name.split(" "), "--help"], { env: goEnvironment(), timeoutMs: 10_000 });
    // From 3.7 on it is the library's own form of help, where flags of a group of commands stand in a list of their own.
    const own = help.output.split(/^GLOBAL OPTIONS|^Use "etcdctl options"/m, 1)[0] ?? "";
    const [, ...lists] = own.split(/^(?:OPTIONS|(?:Global )?Flags):$/m);
    const options = lists.join("");
    const theirs = [...options.matchAll(/^\s+(?:-\w, )?--([a-z-]+)/gm)].map(([, flag]) => flag ?? "");
    const ours = known?.flags.map((flag) => flag.name) ?? [];
    expect(theirs).toContain("help");
    // Of etcd's data on disk, and of the terminal, the console has nothing.
    const left = ["help", "data-dir", "interactive"];
    expect(theirs.filter((flag) => !left.includes(flag) && !ours.includes(flag))).toEqual([]);
    const unknown = minor >= 7 ? ours.filter((flag) => !theirs.includes(flag)) : [];
    expect(unknown).toEqual([]);
  });
});

/** Keys, users and roles as they are, without what differs from run to run. */
async function stateOf({ etcd: { endpoint } }: Sides, base: number): Promise<string> {
  const kvs = field(await ask(endpoint, "/v3/kv/range", { key: "AA==", range_end: "AA==" }), "kvs");
  const users = field(await ask(endpoint, "/v3/auth/user/list", {}), "users");
  const roles = await ask(endpoint, "/v3/auth/role/get", { role: "reader" }).then(
    (answer) => field(answer, "perm"),
    () => undefined,
  );
  return relative({ output: JSON.stringify({ kvs, users, roles }), errors: "" }, base);
}
