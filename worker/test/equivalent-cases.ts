/** Requests whose equivalents are run: each is made for a prefix, so that it can be run on twin parts of one etcd. */
import { asKey, concatBytes, encodeUtf8, valueFromText, asValue, type Key } from "@etcd-explorer/shared/model/bytes";
import type { EquivalentRequest } from "@etcd-explorer/shared/command/equivalents/request";
import { asRevision, int64, zeroInt64, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import type { Compare, Operation } from "@etcd-explorer/shared/model/txn";

export interface TwinPart {
  readonly key: (name: string | Uint8Array) => Key;
  readonly lease: LeaseId;
}

/** A part of the keyspace below `prefix`. */
export function twinPart(prefix: string, lease: LeaseId): TwinPart {
  return {
    lease,
    key: (name) => asKey(concatBytes([encodeUtf8(prefix), typeof name === "string" ? encodeUtf8(name) : name])),
  };
}

export interface EquivalentCase {
  readonly name: string;
  readonly make: (part: TwinPart) => EquivalentRequest;
}

const bytes = (...list: number[]): Uint8Array<ArrayBuffer> => Uint8Array.from(list);

/** Everything that a shell, etcdctl or JSON might take for something else. */
export const awkward: readonly (readonly [name: string, content: Uint8Array<ArrayBuffer>])[] = [
  ["single quotes", encodeUtf8("it's ''quoted''")],
  ["double quotes", encodeUtf8(`say "hi"`)],
  ["a line break", encodeUtf8("one\ntwo")],
  ["line breaks at the end", encodeUtf8("one\n\n")],
  ["spaces", encodeUtf8("  a  b  ")],
  ["dollars and backquotes", encodeUtf8("$HOME $(id) `id` ${x}")],
  ["backslashes", encodeUtf8(String.raw`\ \\ \n \x41 '\'' \101`)],
  ["percent signs", encodeUtf8("%s %% %d")],
  ["signs of the shell", encodeUtf8("!! # & | ; < > * ? ~ [a] {b}")],
  ["a dash first", encodeUtf8("--prefix")],
  ["an equals sign first", encodeUtf8("=ls")],
  ["the end of a here-document", encodeUtf8("EOF\nEOF\n")],
  ["another script", encodeUtf8("grüße 設定 🔑\u00a0\u202e")],
  ["a tab and other control characters", encodeUtf8("a\tb\r\u001b[31m\u0007")],
  ["binary", bytes(0xff, 0xfe, 0, 0x2f, 0x0a)],
  ["every byte", Uint8Array.from({ length: 256 }, (_, at) => at)],
  ["digits after escapes", bytes(0, 0x31, 0xff, 0x37, 0x41)],
];

const farRevision = asRevision(int64(1_000_000_000));

const put = (part: TwinPart, name: string, value: string): Operation => ({
  kind: "put",
  request: { key: part.key(name), value: valueFromText(value) },
});
const compare = (part: TwinPart, name: string, value: string): Compare => ({
  target: "VALUE",
  key: part.key(name),
  result: "EQUAL",
  value: valueFromText(value),
});

const values = awkward.map(([name, content]): EquivalentCase => ({
  name: `a put of ${name}`,
  make: ({ key }) => ({ kind: "put", request: { key: key("k"), value: asValue(content) } }),
}));
const keys = awkward.map(([name, content]): EquivalentCase => ({
  name: `a put to a key with ${name}`,
  make: ({ key }) => ({ kind: "put", request: { key: key(content), value: valueFromText("v") } }),
}));
const deletes = awkward.map(([name, content]): EquivalentCase => ({
  name: `a delete of ${name} among the keys`,
  make: ({ key }) => ({ kind: "delete", request: { key: key(concatBytes([encodeUtf8("awkward/"), content])) } }),
}));
const txns = awkward.map(([name, content]): EquivalentCase => ({
  name: `a transaction with ${name}`,
  make: (part) => ({
    kind: "txn",
    request: {
      compare: [
        { target: "VALUE", key: part.key("seed"), result: "NOT_EQUAL", value: asValue(content) },
        { target: "VERSION", key: part.key(content), result: "EQUAL", version: zeroInt64 },
      ],
      success: [{ kind: "put", request: { key: part.key(content), value: asValue(content), lease: part.lease } }],
      failure: [],
    },
  }),
}));

const others: readonly EquivalentCase[] = [
  { name: "a put of nothing", make: ({ key }) => ({ kind: "put", request: { key: key("seed") } }) },
  {
    name: "a put of 200 KB",
    make: ({ key }) => ({ kind: "put", request: { key: key("k"), value: valueFromText("x'\n".repeat(70_000)) } }),
  },
  {
    name: "a put under a lease",
    make: ({ key, lease }) => ({
      kind: "put",
      request: { key: key("k"), value: valueFromText("v"), lease, prevKv: true },
    }),
  },
  {
    name: "a put that keeps the lease",
    make: ({ key }) => ({
      kind: "put",
      request: { key: key("leased"), value: valueFromText("v"), ignoreLease: true },
    }),
  },
  {
    name: "a put that keeps the value",
    make: ({ key, lease }) => ({ kind: "put", request: { key: key("seed"), lease, ignoreValue: true } }),
  },
  { name: "a delete of a prefix", make: ({ key }) => ({ kind: "delete", request: prefixRange(key("f/")) }) },
  {
    name: "a delete of a range",
    make: ({ key }) => ({ kind: "delete", request: { key: key("f/1"), rangeEnd: key("f/2\n"), prevKv: true } }),
  },
  {
    name: "a transaction whose conditions fail",
    make: (part) => ({
      kind: "txn",
      request: {
        compare: [compare(part, "seed", "1"), compare(part, "seed", "2")],
        success: [put(part, "won", "1")],
        failure: [put(part, "lost", "1"), { kind: "delete", request: prefixRange(part.key("f/")) }],
      },
    }),
  },
  {
    name: "a transaction with every comparison that etcdctl knows",
    make: (part) => ({
      kind: "txn",
      request: {
        compare: [
          compare(part, "seed", "1"),
          { target: "VERSION", key: part.key("seed"), result: "GREATER", version: zeroInt64 },
          { target: "CREATE", key: part.key("absent"), result: "LESS", createRevision: farRevision },
          { target: "MOD", key: part.key("seed"), result: "NOT_EQUAL", modRevision: farRevision },
        ],
        success: [put(part, "won", "1"), { kind: "range", request: { key: part.key("seed"), limit: int64(1) } }],
        failure: [put(part, "lost", "1")],
      },
    }),
  },
];

/** Requests that etcdctl can say, each of which changes something. */
export const writes: readonly EquivalentCase[] = [...values, ...keys, ...deletes, ...txns, ...others];
