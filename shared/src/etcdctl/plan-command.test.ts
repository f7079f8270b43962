import { describe, expect, test } from "vitest";
import { FailureError } from "../failure.ts";
import { isJson, type Json } from "../wire/fields.ts";
import { commands } from "./grammar.ts";
import { joinParts, type Part } from "./output.ts";
import { planCommand, runPlan } from "./plan-command.ts";
import type { ConsoleWorld } from "./world.ts";

/** Runs a command against scripted answers by path; tells what was sent, printed and complained of. */
async function run(text: string, answers: Readonly<Record<string, Json | Error>> = {}) {
  const understood = planCommand(text);
  if (understood.kind !== "plan") throw new Error(understood.kind);
  const [sent, parts, errors]: [string[], Part[], string[]] = [[], [], []];
  const world: ConsoleWorld = {
    version: "3.5.30",
    endpoint: "http://etcd:2379",
    style: { ...understood.style, minor: 5, tableLines: "ascii" },
    call: (path, body, at) => {
      sent.push([path, JSON.stringify(body), ...(at === undefined ? [] : [at])].join(" "));
      const answer = answers[path] ?? {};
      return isJson(answer) && !(answer instanceof Error) ? Promise.resolve(answer) : Promise.reject(answer);
    },
    stream: async function* lines(path, body) {
      sent.push(`${path} ${JSON.stringify(body)}`);
      yield* Array.isArray(answers[path]) ? answers[path] : [];
    },
    print: (more) => parts.push(...more),
    printError: (line) => errors.push(line),
    now: () => 0,
    pause: () => Promise.resolve(false),
  };
  const ok = await runPlan(understood.plan, world);
  return { sent, output: new TextDecoder().decode(joinParts(parts)), errors, ok, plan: understood.plan };
}

function problemOf(text: string): string {
  const understood = planCommand(text);
  return understood.kind === "problem" ? `${understood.problem.column} ${understood.problem.message}` : understood.kind;
}

const riskOf = (text: string) => {
  const understood = planCommand(text);
  return understood.kind === "plan" ? (understood.plan.risk ?? "none") : understood.kind;
};

const writes = (text: string) => {
  const understood = planCommand(text);
  return understood.kind === "plan" && understood.plan.writes;
};

describe("a command", () => {
  test("is sent as etcdctl would", async () => {
    const { sent, output } = await run("ETCDCTL_API=3 etcdctl get /a --prefix --limit 2 --hex", {
      "/v3/kv/range": { kvs: [{ key: "L2E=", value: "/w==" }] },
    });
    expect(sent).toEqual(['/v3/kv/range {"key":"L2E=","range_end":"L2I=","limit":"2"}']);
    expect(output).toBe("\\x2f\\x61\n\\xff\n");
  });

  test("takes bytes and further lines", async () => {
    expect((await run(String.raw`put $'\xff\n' 'it'"'"'s'`)).sent).toEqual([
      '/v3/kv/put {"key":"/wo=","value":"aXQncw=="}',
    ]);
    expect((await run("put /a\nb\n")).sent).toEqual(['/v3/kv/put {"key":"L2E=","value":"Ygo="}']);
    expect((await run("put /a <<EOF\nb\nEOF")).sent).toEqual(['/v3/kv/put {"key":"L2E=","value":"Ygo="}']);
    expect((await run(String.raw`printf 'b%%\377' | etcdctl put /a`)).sent).toEqual([
      '/v3/kv/put {"key":"L2E=","value":"YiX/"}',
    ]);
  });

  test("says beforehand what it would lose, and only then", () => {
    expect(riskOf("get /a")).toBe("none");
    expect(riskOf("put /a b")).toBe("none");
    expect(riskOf("del /a")).toBe("The key /a is deleted.");
    expect(riskOf("del /a --prefix")).toBe("Every key that begins with /a is deleted.");
    expect(riskOf("del /a /c")).toBe("Every key from /a up to /c, which stays, is deleted.");
    expect(riskOf("del /a --from-key")).toBe("Every key from /a on is deleted.");
    expect(riskOf("del '' --prefix")).toBe("Every key of this etcd is deleted.");
    expect(riskOf("txn\n\nput a b\n\n\n")).toBe("none");
    expect(riskOf("txn\n\nput a b\n\ndel a\n")).toMatch("deletes keys");
    for (const text of [
      "compaction 5",
      "defrag",
      "member remove 1f",
      "auth disable",
      "lease revoke 1f",
      "user delete a",
    ]) {
      expect(riskOf(text)).toMatch(/\.$/);
    }
  });

  test("that only reads is told apart from one that writes", () => {
    expect(["get /a", "watch /a", "endpoint health", "txn\n\nget a\n\n\n", "alarm list", "version"].some(writes)).toBe(
      false,
    );
    expect(["put a b", "txn\n\nput a b\n\n\n", "alarm disarm", "defrag", "lease grant 5"].every(writes)).toBe(true);
  });

  test("goes to the leader where only the leader obeys", async () => {
    const { sent, output } = await run("move-leader 1f", {
      "/v3/maintenance/status": { header: { member_id: "1" }, leader: "2" },
      "/v3/cluster/member/list": { members: [{ ID: "1" }, { ID: "2", clientURLs: ["http://two:2379"] }] },
    });
    expect(sent.at(-1)).toBe('/v3/maintenance/transfer-leadership {"targetID":"31"} http://two:2379');
    expect(output).toBe("Leadership transferred from 2 to 1f\n");
  });

  test("that etcd refuses is told as etcdctl does, and what is no refusal in our words", async () => {
    const rejected = new FailureError({
      kind: "rejected",
      status: 404,
      code: 5,
      message: "etcdserver: requested lease not found",
    });
    const refused = await run("lease revoke 1f", { "/v3/lease/revoke": rejected });
    expect(refused).toMatchObject({
      ok: false,
      errors: ["Error: failed to revoke lease (etcdserver: requested lease not found)"],
    });
    const cut = new FailureError({ kind: "timeout", phase: "headers", timeoutMs: 5 });
    expect((await run("get a", { "/v3/kv/range": cut })).errors).toEqual([`Error: ${cut.message}`]);
  });
});

test.each([
  ["frob", "0 There is no command “frob”. The console has get, put"],
  ["lease frob", "6 lease has no command “frob”; it has grant, revoke"],
  ["get /a --frob", "7 get has no flag --frob; it has --prefix"],
  ["get /a -w yaml", "7 --write-out is one of simple, table, json, fields, not yaml."],
  ["get /a -w table", "7 etcdctl prints get as simple, json, fields, not as table."],
  ["get /a --endpoints=x:1", "7 The console speaks to the connection that is open: leave --endpoints out."],
  ["get /a | wc", "7 The console runs etcdctl alone"],
  ["put a $HOME", "6 There are no variables here"],
  ['put a "$HOME"', "7 A shell would expand this $"],
  ["put a 'b", "6 A quote is opened and not closed."],
  ["put a b; del a", "7 One command at a time."],
  ["get a > file", "6 The answer stands below"],
  ["get", "0 Something is missing: get <key> [range_end]"],
  ["get a b c", "8 There is a word too many"],
  ["txn", "0 The transaction stands on the lines below"],
  ["txn\nmod(a) = 1", "4 Line 2: The key stands in double quotes"],
  ["user passwd anna", "0 The new password stands on the line below"],
  ["lease revoke xyz", "13 A lease is up to 16 hex digits"],
  ["get a --count-only", "0 etcdctl prints a count as fields only"],
])("%j is explained", (text, words) => {
  expect(problemOf(text)).toContain(words);
});

test("help tells of every command and of each one's flags", () => {
  const all = planCommand("help");
  for (const { name, flags } of commands) {
    expect(all).toMatchObject({ text: expect.stringContaining(name) });
    const one = planCommand(`${name} --help`);
    for (const flag of flags) expect(one).toMatchObject({ text: expect.stringContaining(`--${flag.name}`) });
  }
  expect(planCommand("lease")).toMatchObject({ kind: "help", text: expect.stringContaining("keep-alive") });
});

test("a second command that was pasted with the first is not passed over", () => {
  expect(problemOf("put /a 1\nput /b 2")).toBe(
    "8 One command at a time: put does not read what stands on further lines.",
  );
  expect(problemOf("get /a\n\nget /b")).toContain("One command at a time: get");
  expect(["get /a\n\n", "put /a\nvalue", "user passwd anna\nsecret"].map(problemOf)).toEqual(["plan", "plan", "plan"]);
});
