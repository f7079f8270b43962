import { describe, expect, test } from "vitest";
import { FailureError } from "../../../model/failure.ts";
import { isJson, type Json } from "../../../model/json.ts";
import { commands } from "../read/grammar.ts";
import { joinParts, type Part } from "../print/output.ts";
import { planCommand, runPlan } from "./plan-command.ts";
import type { CommandContext } from "./command-context.ts";

/** Runs a command against scripted answers by path; tells what was sent, printed and complained of. */
async function run(text: string, answers: Readonly<Record<string, Json | Error>> = {}) {
  const understood = planCommand(text);
  if (understood.kind !== "plan") throw new Error(understood.kind);
  const [sent, parts, errors]: [string[], Part[], string[]] = [[], [], []];
  const context: CommandContext = {
    version: "3.5.30",
    places: () => Promise.resolve([{ endpoint: "http://etcd:2379", label: "etcd", tls: false }]),
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
    watch: () => {
      throw new Error("nothing here watches: see going-on.test.ts");
    },
    print: (more) => parts.push(...more),
    printError: (line) => errors.push(line),
    note: () => undefined,
    now: () => 0,
    pause: () => Promise.resolve(false),
  };
  const ok = await runPlan(understood.plan, context);
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
    expect(riskOf("del /a")).toBe("Deletes the key /a.");
    expect(riskOf("del /a --prefix")).toBe("Deletes all keys with the prefix /a.");
    expect(riskOf("del /a /c")).toBe("Deletes all keys from /a up to, but not including, /c.");
    expect(riskOf("del /a --from-key")).toBe("Deletes all keys from /a.");
    expect(riskOf("del '' --prefix")).toBe("Deletes all keys of this etcd.");
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
  ["frob", "0 Unknown command “frob”. Commands: get, put, del, txn,"],
  ["delete /a", "0 Unknown command “delete”. Did you mean del?"],
  ["ls", "0 Unknown command “ls”. Did you mean get / --prefix --keys-only?"],
  ["# get /a", "0 This is a comment. Remove the # to run it."],
  ["ETCDCTL_API=2 etcdctl ls", "0 The console only supports etcd's v3 API."],
  ["get /a --command-timeout=5", "7 --command-timeout must be a duration such as 5s or 1m30s."],
  ["get /a --limit 08", "7 --limit must be a whole number."],
  ["watch /a -- echo hi", "12 The console cannot run other programs. Remove -- and everything after it."],
  ["get /a -x", "7 Unknown flag -x of get. Flags: --prefix, --from-key,"],
  ["get /a -w", "7 --write-out requires a value."],
  ["get /a --prefix=maybe", "7 --prefix must be true or false, not maybe."],
  ["cat file | etcdctl put /a", "9 The console only runs etcdctl."],
  ["lease frob", "6 Unknown command “lease frob”. Commands of lease: grant, revoke,"],
  ["get /a --frob", "7 Unknown flag --frob of get. Flags: --prefix, --from-key,"],
  ["get /a -w yaml", "7 --write-out must be one of simple, table, json, fields, not yaml."],
  ["get /a -w table", "7 get does not support -w table. Use simple, json, fields."],
  ["get /a | wc", "7 The console only runs etcdctl."],
  ["put a $HOME", "6 Variables are not expanded"],
  ['put a "$HOME"', "7 A shell would expand this $"],
  ["put a 'b", "6 Unterminated quote."],
  ["put a b; del a", "7 One command at a time."],
  ["get a > file", "6 The console cannot write files."],
  ["get", "0 Missing argument: get <key> [range_end]"],
  ["get a b c", "8 Too many arguments"],
  ["txn", "0 Enter conditions, THEN and ELSE on the next lines"],
  ["txn\nmod(a) = 1", "4 Line 2: Write the key in double quotes,"],
  ["user passwd anna", "0 Enter the new password on the next line"],
  ["lease revoke xyz", "13 A lease ID has up to 16 hex digits."],
  ["get a --count-only", "0 --count-only requires -w fields."],
])("%j is explained", (text, words) => {
  expect(problemOf(text)).toContain(words);
});

/** What etcd would be sent. */
const sentBy = async (text: string) => (await run(text)).sent;

test.each([
  ["get /a --prefix=false", "get /a"],
  ["get --prefix --prefix=false /a", "get /a"],
  ["--hex -w json get /a", "get /a"],
  ["lease -w json list", "lease list"],
  ["endpoint --cluster health", "endpoint health --cluster"],
  ["get '/a' '--prefix'", "get /a --prefix"],
  ["get --limit 0x10 /a", "get --limit 16 /a"],
  ["get --limit=1_0 --rev 012 /a", "get --limit=10 --rev 10 /a"],
  ["get --limit=-1 --rev=-3 /a", "get /a"],
  ["get --order descend --sort-by=modify /a --prefix", "get /a --prefix --order=DESCEND --sort-by=MODIFY"],
  ["lease timetolive 0x00000000000000001f", "lease timetolive 1f"],
  ["lease timetolive 1F", "lease timetolive 1f"],
  ["member remove 0x1f", "member remove 1f"],
  ["$ etcdctl get /a", "get /a"],
  ["root@etcd-0:/# ETCDCTL_API=3 etcdctl get /a", "get /a"],
  ["[root@etcd ~]# etcdctl get /a", "get /a"],
  ["sudo ./etcdctl get /a", "get /a"],
  ["docker exec -e ETCDCTL_API=3 etcd-0 /usr/local/bin/etcdctl get /a", "get /a"],
  ["kubectl -n kube-system exec etcd-0 -- etcdctl get /a", "get /a"],
  ["# what stands there\n\nexport ETCDCTL_API=3\n$ etcdctl get /a # all\n# done\n", "get /a"],
  ["$ etcdctl get \\\n  /a \\\n  --prefix", "get /a --prefix"],
  ["$ etcdctl get \\\n> /a", "get /a"],
  ["etcdctl --endpoints=$ENDPOINTS get /a", "get /a"],
  ['etcdctl --endpoints "${HOST}:2379" --command-timeout 10s --user root:pw get /a', "get /a"],
  ["ETCDCTL_ENDPOINTS=http://a:1 etcdctl get /a", "get /a"],
  ["echo -n 1 | etcdctl put /a", "put /a 1"],
  ["echo 1 2 | etcdctl put /a", "put /a <<EOF\n1 2\nEOF"],
  ['put /a "costs $ 5"', "put /a 'costs $ 5'"],
])("%j is taken as %j", async (text, plain) => {
  expect(await sentBy(text)).toEqual(await sentBy(plain));
});

test.each([
  ["get /a -wjson", "json"],
  ["get /a -w=json", "json"],
  ["get /a -w fields", "fields"],
  ["ETCDCTL_WRITE_OUT=json etcdctl get /a", "json"],
  ["ETCDCTL_WRITE_OUT=json etcdctl get /a -w simple", "simple"],
])("%j prints as %s", (text, format) => {
  expect(planCommand(text)).toMatchObject({ style: { format } });
});

test("what is passed over is said, and a write that was meant for another etcd is asked about", () => {
  const understood = planCommand("etcdctl --endpoints=other:1 --user=a:b put /a 1");
  const note = "--endpoints and --user are ignored. The console uses this connection.";
  expect(understood).toMatchObject({ note, plan: { risk: note } });
  expect(riskOf("del /a --endpoints=other:1")).toBe(
    "Deletes the key /a. --endpoints is ignored. The console uses this connection.",
  );
  expect(planCommand("ETCDCTL_USER=a etcdctl get /a")).toMatchObject({
    note: "ETCDCTL_USER is ignored. The console uses this connection.",
  });
  expect(riskOf("put /a 1 --command-timeout=5s")).toBe("none");
  expect(planCommand("put /a 1")).toMatchObject({ note: undefined });
});

test.each([
  ["snapshot save /tmp/x.db", "cluster"],
  ["etcdctl lock /a sleep 5", "locks"],
  ["elect /a b", "locks"],
  ["downgrade enable 3.5", "cluster"],
  ["check perf", "cluster"],
  ["check", "cluster"],
  ["make-mirror http://b:2379", "keys"],
  ["snapshot status x", undefined],
])("%j is pointed to the screen that does it", (text, screen) => {
  expect(planCommand(text)).toMatchObject({ kind: "elsewhere", screen, message: expect.stringMatching(/\.$/) });
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
  expect(problemOf("put /a 1\nput /b 2")).toBe("8 One command at a time: put does not read further lines.");
  expect(problemOf("get /a\n\nget /b")).toContain("One command at a time: get");
  expect(["get /a\n\n", "put /a\nvalue", "user passwd anna\nsecret"].map(problemOf)).toEqual(["plan", "plan", "plan"]);
});
