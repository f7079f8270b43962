/** Every template of a transaction, filled in from a real etcd and committed there, with etcdctl as the witness. */
import { randomUUID } from "node:crypto";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import { lentApp, lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { failureSchema } from "@etcd-explorer/shared/contract/failure-schema";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { contenderKey } from "@etcd-explorer/shared/model/locks";
import type { TxnRequest } from "@etcd-explorer/shared/model/txn";
import { searchLocks } from "@etcd-explorer/shared/read/locks/search-locks";
import { fillTemplate, parseEntries } from "@etcd-explorer/shared/txn/template/fill-template";
import { readDraft } from "@etcd-explorer/shared/txn/draft/read-draft";
import { readTemplateKeys, type TemplateCall } from "@etcd-explorer/shared/txn/template/read-template-keys";
import { showDraft } from "@etcd-explorer/shared/txn/draft/show-draft";
import { emptyEntries, type TemplateEntries } from "@etcd-explorer/shared/txn/template/template";
import { templates } from "@etcd-explorer/shared/txn/template/templates";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { decodeRangeResponse } from "@etcd-explorer/shared/wire/responses";
import { decodeTxnResponse, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { queryThrough } from "./real-app.ts";
import { grantLease, postToEtcd } from "./twin-parts.ts";

const { origin } = lentApp();
/** No UTF-8, with a carriage return, a zero byte and a line feed at the end. */
const binary = Uint8Array.of(0xff, 0x0d, 0, 0x27, 0x0a);

interface Step {
  readonly template: string;
  /** Keys are below the test's own prefix. */
  readonly entries: Partial<Omit<TemplateEntries, "value" | "lease">> & {
    readonly value?: string;
    readonly leased?: true;
  };
  /** Before: key, value in latin1, whether it is under the lease. `LEASE` in a key is its ID as locks write it. */
  readonly before: readonly (readonly [key: string, value: string, leased?: "leased"])[];
  readonly after: readonly (readonly [key: string, value: string, leased?: "leased"])[];
}

const bytes = Buffer.from(binary).toString("latin1");

const steps: readonly Step[] = [
  {
    template: "create",
    entries: { key: "new", value: "v", leased: true },
    before: [],
    after: [["new", "v", "leased"]],
  },
  { template: "cas", entries: { key: "a" }, before: [["a", bytes, "leased"]], after: [["a", bytes, "leased"]] },
  {
    template: "cas",
    entries: { key: "a", value: "next" },
    before: [["a", "1", "leased"]],
    after: [["a", "next", "leased"]],
  },
  {
    template: "lock",
    entries: { key: "lock", leased: true },
    before: [],
    after: [["lock/LEASE", "", "leased"]],
  },
  { template: "unlock", entries: { key: "lock" }, before: [["lock/LEASE", "", "leased"]], after: [] },
  {
    template: "rename",
    entries: { key: "old", second: "new" },
    before: [["old", bytes, "leased"]],
    after: [["new", bytes, "leased"]],
  },
  {
    template: "swap",
    entries: { key: "1", second: "2" },
    before: [
      ["1", bytes, "leased"],
      ["2", "two"],
    ],
    after: [
      ["1", "two"],
      ["2", bytes, "leased"],
    ],
  },
  {
    template: "lease",
    entries: { key: "a", leased: true },
    before: [["a", bytes]],
    after: [["a", bytes, "leased"]],
  },
  {
    template: "fence",
    entries: { key: "a", second: "lock", value: "fenced" },
    before: [
      ["a", "1", "leased"],
      ["lock/LEASE", "", "leased"],
    ],
    after: [
      ["a", "fenced", "leased"],
      ["lock/LEASE", "", "leased"],
    ],
  },
  {
    template: "fence",
    entries: { key: "fresh", second: "lock", value: "fenced" },
    before: [["lock/LEASE", "", "leased"]],
    after: [
      ["fresh", "fenced"],
      ["lock/LEASE", "", "leased"],
    ],
  },
];

test("every template is among the steps", () => {
  expect(new Set(steps.map(({ template }) => template))).toEqual(new Set(templates.map(({ id }) => id)));
});

describe.each(lentEtcds())("templates on etcd $version", ({ host, port, endpoint, etcdctl }) => {
  let lease: LeaseId = noLease;
  beforeAll(async () => {
    lease = await grantLease(endpoint);
  });
  afterAll(async () => {
    await postToEtcd(endpoint, "/v3/lease/revoke", { ID: lease });
  });

  const ask = async (path: string, body: object): Promise<unknown> => {
    const { parsed, failure } = await queryThrough(origin, { host, port }, path, body);
    const known = failureSchema.safeParse(failure);
    if (known.success) throw new FailureError(known.data);
    return parsed;
  };
  const etcd: TemplateCall = {
    txn: async (request) => decodeTxnResponse(await ask("/v3/kv/txn", encodeTxnRequest(request))),
    range: async (request) => decodeRangeResponse(await ask("/v3/kv/range", encodeRangeRequest(request))),
  };
  const control = (args: readonly string[], stdin?: string | Uint8Array) =>
    runEtcdctl({ etcdctl, endpoint }, args, stdin);

  /** What etcdctl finds below a prefix. */
  const stored = async (prefix: string): Promise<Step["after"]> => {
    const id = BigInt(lease).toString(16);
    const printed = (await control(["get", prefix, "--prefix", "-w", "json"])).toString();
    // A lease's number is beyond 2^53: as text it is read exactly.
    const json: unknown = JSON.parse(printed.replaceAll(/:(\d{16,})/g, ':"$1"'));
    return decodeRangeResponse(json).kvs.map(({ key, value, lease: under }) => {
      const name = Buffer.from(key).toString().slice(prefix.length).replace(id, "LEASE");
      const content = Buffer.from(value).toString("latin1");
      if (under === noLease) return [name, content];
      expect(under).toBe(lease);
      return [name, content, "leased"];
    });
  };

  /** The request that the builder holds once the template is filled in. */
  const fillIn = async (step: Step, prefix: string): Promise<TxnRequest> => {
    const template = templates.find(({ id }) => id === step.template);
    if (template === undefined) throw new Error("there is no such template");
    const { key = "", second = "", value = "", leased } = step.entries;
    const parsed = parseEntries(template, {
      ...emptyEntries,
      key: prefix + key,
      second: prefix + second,
      value: { form: "text", text: value },
      lease: leased === undefined ? "" : formatLeaseHex(lease),
    });
    if ("problems" in parsed) throw new Error(JSON.stringify(parsed.problems));
    const findings = await readTemplateKeys(etcd, template, parsed.input);
    if ("problems" in findings) throw new Error(JSON.stringify(findings.problems));
    const filled = fillTemplate(template, parsed.input, findings);
    if ("problems" in filled) throw new Error(JSON.stringify(filled.problems));
    expect(filled.doubts).toEqual({});
    const { request, problems } = readDraft(showDraft(filled.request));
    expect(problems).toEqual([]);
    return request;
  };

  test.each(steps)("$template $entries does what it says, once", async (step) => {
    const prefix = `/templates ${randomUUID()}/`;
    for (const [key, value, leased] of step.before) {
      const under = leased === undefined ? [] : [`--lease=${formatLeaseHex(lease)}`];
      const name = prefix + key.replace("LEASE", BigInt(lease).toString(16));
      // etcdctl reads a value from its input, or takes an empty one by name.
      if (value === "") await control(["put", name, "", ...under]);
      else await control(["put", name, ...under], Buffer.from(value, "latin1"));
    }
    const request = await fillIn(step, prefix);
    // It was read and filled in, and nothing was written by that.
    expect(await stored(prefix)).toEqual(step.before);
    expect((await etcd.txn(request)).succeeded).toBe(true);
    expect(await stored(prefix)).toEqual(step.after);
    // What it compares has changed with it: sent again, it does nothing more, but for the two that may be repeated.
    const repeatable = ["lease", "fence"].includes(step.template);
    expect((await etcd.txn(request)).succeeded).toBe(repeatable);
    expect(await stored(prefix)).toEqual(step.after);
    await control(["del", prefix, "--prefix"]);
  });

  test("etcdctl lock waits behind a lock that was taken by the template, and holds it once that is released", async () => {
    const prefix = `/templates ${randomUUID()}/`;
    const lock: Step = { template: "lock", entries: { key: "job", leased: true }, before: [], after: [] };
    const taken = await etcd.txn(await fillIn(lock, prefix));
    expect(taken.responses[1]).toMatchObject({
      kind: "range",
      response: { kvs: [{ key: contenderKey(keyFromText(`${prefix}job`), lease) }] },
    });
    let hasLock = false;
    const waiting = control(["lock", `${prefix}job`, "/bin/echo", "got it"]).finally(() => {
      hasLock = true;
    });
    const locks = async () => (await searchLocks({ ...etcd, leaseCall: undefined }, keyFromText(prefix))).locks;
    // Once its own key stands in the queue, it is waiting.
    await expect.poll(locks).toMatchObject([{ kind: "lock", holder: { lease }, queue: [{}] }]);
    expect(hasLock).toBe(false);
    await etcd.txn(await fillIn({ template: "unlock", entries: { key: "job" }, before: [], after: [] }, prefix));
    expect((await waiting).toString()).toContain("got it");
    expect(await stored(prefix)).toEqual([]);
  });

  test("what somebody else writes in between sends it to ELSE", async () => {
    const prefix = `/templates ${randomUUID()}/`;
    await control(["put", `${prefix}old`, "1"]);
    const rename: Step = { template: "rename", entries: { key: "old", second: "new" }, before: [], after: [] };
    const request = await fillIn(rename, prefix);
    await control(["put", `${prefix}old`, "2"]);
    expect((await etcd.txn(request)).succeeded).toBe(false);
    expect(await stored(prefix)).toEqual([["old", "2"]]);
    await control(["del", prefix, "--prefix"]);
  });
});
