import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asValue, keyFromText, valueFromText, type Value } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { asLeaseId, asRevision, int64, noLease, type LeaseId } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { leaseInName } from "../../model/locks.ts";
import type { OperationResponse, TxnResponse } from "../../model/txn.ts";
import { checkTxn, isSendable } from "../check/txn-check.ts";
import { fillTemplate, parseEntries, type TemplateFindings } from "./fill-template.ts";
import { readDraft } from "../draft/read-draft.ts";
import { readTemplateKeys, type TemplateCall } from "./read-template-keys.ts";
import { showDraft } from "../draft/show-draft.ts";
import { emptyEntries, namesLock, type TemplateEntries, type TxnTemplate } from "./template.ts";
import { templates } from "./templates.ts";

const lease = asLeaseId(int64(31));

function named(id: string): TxnTemplate {
  const found = templates.find((template) => template.id === id);
  if (found === undefined) throw new Error(`there is no template ${id}`);
  return found;
}

function stored(key: string, value: Value | string, under: LeaseId = noLease): KeyValue {
  return {
    key: keyFromText(key),
    value: typeof value === "string" ? valueFromText(value) : value,
    createRevision: asRevision(int64(5)),
    modRevision: asRevision(int64(7)),
    version: int64(2),
    lease: under,
  };
}

const text = (content: string) => ({ form: "text", text: content }) as const;
const entriesOf = (entries: Partial<TemplateEntries>): TemplateEntries => ({ ...emptyEntries, ...entries });

/** Fills a template from these keys, without a cluster. */
function fill(id: string, entries: Partial<TemplateEntries>, kvs: readonly KeyValue[]) {
  const parsed = parseEntries(named(id), entriesOf(entries));
  if ("problems" in parsed) return parsed;
  const find = (name: "key" | "second") => {
    const key = parsed.input.keys[name];
    const field = named(id).fields[name];
    const isMeant = (known: KeyValue) =>
      key !== undefined &&
      (field !== undefined && namesLock(field)
        ? String(leaseInName(known.key)?.name) === String(key)
        : String(known.key) === String(key));
    const kv = kvs.find(isMeant);
    return key === undefined ? {} : { [name]: { key, ...(kv === undefined ? {} : { kv }) } };
  };
  const findings: TemplateFindings = { revision: asRevision(int64(9)), found: { ...find("key"), ...find("second") } };
  return fillTemplate(named(id), parsed.input, findings);
}

function requestOf(filled: ReturnType<typeof fill>) {
  if ("problems" in filled) throw new Error(JSON.stringify(filled.problems));
  return filled.request;
}

const parse = (id: string, entries: Partial<TemplateEntries>) => parseEntries(named(id), entriesOf(entries));
const held = stored("/lock/1f", "", lease);

const answered = (kvs: readonly KeyValue[]): OperationResponse => ({
  kind: "range",
  response: { kvs, count: int64(kvs.length), more: false },
});

const firstPut = (id: string, value: string, kvs: readonly KeyValue[]) =>
  requestOf(fill(id, { key: "/a", second: "/lock", value: text(value) }, kvs)).success[0];

test("a rename carries value and lease over, and wants the old key unchanged and the new one free", () => {
  const kv = stored("/old", asValue(Uint8Array.of(0xff, 0, 0x0d)), lease);
  expect(requestOf(fill("rename", { key: "/old", second: "/new" }, [kv]))).toEqual({
    compare: [
      { key: kv.key, target: "MOD", result: "EQUAL", modRevision: "7" },
      { key: keyFromText("/new"), target: "VERSION", result: "EQUAL", version: "0" },
    ],
    success: [
      { kind: "put", request: { key: keyFromText("/new"), value: kv.value, lease } },
      { kind: "delete", request: { key: kv.key } },
    ],
    failure: [
      { kind: "range", request: { key: kv.key } },
      { kind: "range", request: { key: keyFromText("/new") } },
    ],
  });
});

test("a swap exchanges values and leases", () => {
  const [one, two] = [stored("/1", "a", lease), stored("/2", "b")];
  expect(requestOf(fill("swap", { key: "/1", second: "/2" }, [one, two])).success).toEqual([
    { kind: "put", request: { key: one.key, value: two.value } },
    { kind: "put", request: { key: two.key, value: one.value, lease } },
  ]);
});

test("a lock is taken as etcd's client takes it, and released by the key of its holder", () => {
  const key = keyFromText("/lock/1f");
  const holder = {
    kind: "range",
    request: {
      key: keyFromText("/lock/"),
      rangeEnd: keyFromText("/lock0"),
      sortOrder: "ASCEND",
      sortTarget: "CREATE",
      limit: "1",
    },
  };
  expect(requestOf(fill("lock", { key: "/lock", lease: "1f" }, []))).toEqual({
    compare: [{ key, target: "CREATE", result: "EQUAL", createRevision: "0" }],
    success: [{ kind: "put", request: { key, value: asValue(new Uint8Array()), lease } }, holder],
    failure: [{ kind: "range", request: { key } }, holder],
  });
  expect(requestOf(fill("unlock", { key: "/lock" }, [held]))).toEqual({
    compare: [{ key, target: "CREATE", result: "EQUAL", createRevision: held.createRevision }],
    success: [{ kind: "delete", request: { key } }],
    failure: [{ kind: "range", request: { key } }],
  });
});

test("where no value is typed, compare-and-swap and the fence begin with the one that stands there", () => {
  const kv = stored("/a", "now");
  expect(firstPut("cas", "", [kv])).toEqual({
    kind: "put",
    request: { key: kv.key, value: kv.value, ignoreLease: true },
  });
  expect(firstPut("cas", "new", [kv])).toMatchObject({ request: { value: valueFromText("new") } });
  // etcd refuses to keep the lease of a key that is absent.
  expect(firstPut("fence", "new", [held])).toEqual({
    kind: "put",
    request: { key: kv.key, value: valueFromText("new") },
  });
});

describe("what stands in the way is said at its field", () => {
  test("before anything is read", () => {
    expect(parse("lock", {})).toEqual({
      problems: { key: "Enter a lock name.", lease: expect.stringContaining("Choose a lease") },
    });
    expect(parse("rename", { key: "/a", second: "/a" })).toEqual({
      problems: { second: "Enter two different keys." },
    });
    expect(parse("create", { key: "\\", value: { form: "hex", text: "f" }, lease: "x" })).toEqual({
      problems: {
        key: expect.stringContaining("for a backslash"),
        value: "Invalid hex: use two digits per byte.",
        lease: "A lease ID has up to 16 hex digits.",
      },
    });
    expect(parse("create", { key: "/a", lease: "1F" })).toMatchObject({ input: { lease } });
    expect(parse("create", { key: "/a", lease: "ffffffffffffffff" })).toHaveProperty("problems");
  });

  test("a key that should be there and is not, and one that should not be there and is", () => {
    expect(fill("rename", { key: "/old", second: "/new" }, [stored("/new", "x")])).toEqual({
      problems: { key: "This key does not exist." },
    });
    expect(fill("create", { key: "/a" }, [stored("/a", "x")])).toMatchObject({
      doubts: { key: "This key already exists: ELSE would run now." },
    });
  });

  test("a lock that somebody holds, or nobody", () => {
    const wanted = { key: "/lock", lease: "20" };
    expect(fill("lock", wanted, [])).toMatchObject({ doubts: {} });
    expect(fill("lock", wanted, [held])).toMatchObject({
      doubts: { key: "/lock/1f holds it: this lease would wait behind it." },
    });
    expect(fill("unlock", { key: "/lock" }, [])).toEqual({ problems: { key: "No client holds this lock." } });
    expect(fill("fence", { key: "/a", second: "/lock" }, [stored("/a", "x")])).toEqual({
      problems: { second: "No client holds this lock." },
    });
  });
});

test("what is filled in means the same in the builder's rows, to the byte, and etcd would take it", () => {
  const anyValue = fc.uint8Array({ maxLength: 12 }).map((bytes) => asValue(Uint8Array.from(bytes)));
  const anyLease = fc.constantFrom(noLease, lease);
  fc.assert(
    fc.property(
      fc.constantFrom(...templates),
      anyValue,
      anyValue,
      anyLease,
      anyLease,
      (template, a, b, leaseA, leaseB) => {
        const entries = { key: "/one", second: "/two", lease: "1f" };
        const holders = [stored("/one/2", "", lease), stored("/two/2", "", lease)];
        const kvs = [stored("/one", a, leaseA), stored("/two", b, leaseB), ...holders];
        const request = requestOf(fill(template.id, entries, kvs));
        expect(readDraft(showDraft(request))).toEqual({ request, problems: [] });
        expect(isSendable(checkTxn(request, { leases: new Set([lease]) }))).toBe(true);
      },
    ),
  );
});

describe("the keys are read", () => {
  const input = { keys: { key: keyFromText("/a"), second: keyFromText("/b") }, value: undefined, lease: noLease };
  const header = { clusterId: int64(1), memberId: int64(1), revision: asRevision(int64(9)), raftTerm: int64(1) };
  const denied = new FailureError({ kind: "rejected", status: 403, code: 7, message: "permission denied" });
  const answer: TxnResponse = {
    header,
    succeeded: true,
    responses: [answered([stored("/a", "1")]), answered([])],
  };
  const callWith = (call: Partial<TemplateCall>): TemplateCall => ({
    txn: () => Promise.reject(denied),
    range: () => Promise.resolve({ kvs: [], count: int64(0), more: false }),
    ...call,
  });

  test("in one transaction, at its revision", async () => {
    let calls = 0;
    const etcd = callWith({
      txn: (request) => {
        calls++;
        expect(request).toMatchObject({ compare: [], failure: [], success: [{ kind: "range" }, { kind: "range" }] });
        return Promise.resolve(answer);
      },
    });
    expect(await readTemplateKeys(etcd, named("rename"), input)).toEqual({
      revision: "9",
      found: { key: { key: input.keys.key, kv: stored("/a", "1") }, second: { key: input.keys.second } },
    });
    expect(calls).toBe(1);
  });

  test("and where that is denied, it is found out which of them", async () => {
    const etcd = callWith({
      range: ({ key }) =>
        String(key) === String(input.keys.second)
          ? Promise.reject(denied)
          : Promise.resolve({ kvs: [], count: int64(0), more: false }),
    });
    expect(await readTemplateKeys(etcd, named("rename"), input)).toEqual({
      problems: { second: expect.stringContaining("No permission to read this key") },
    });
    await expect(readTemplateKeys(callWith({}), named("rename"), input)).rejects.toBe(denied);
  });
});
