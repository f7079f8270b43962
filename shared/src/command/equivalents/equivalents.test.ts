import { describe, expect, test } from "vitest";
import { asKey, keyFromText, valueFromText } from "../../model/bytes.ts";
import { asLeaseId, asRevision, int64 } from "../../model/int64.ts";
import { createTxn } from "../../write/guarded/guarded-write.ts";
import { prefixRange } from "../../model/range.ts";
import type { TxnRequest } from "../../model/txn.ts";
import { formatCurlToEtcd, formatCurlToWorker } from "./curl.ts";
import { formatEtcdctl } from "./etcdctl.ts";
import { formatGo } from "./go.ts";
import { formatBody } from "./json-body.ts";
import { gatewayCall, type EquivalentRequest } from "./request.ts";
import type { EquivalentTarget } from "./target.ts";

const key = keyFromText("/a");
const open: EquivalentTarget = { endpoints: ["http://h:2379"], user: "", worker: { host: "h", port: 2379 } };
const named: EquivalentTarget = { endpoints: [], user: "al ice", worker: { connection: "prod" } };
const put: EquivalentRequest = { kind: "put", request: { key, value: valueFromText("it's") } };
const lease = asLeaseId(int64(31));

describe("etcdctl", () => {
  test("is told where to go, or takes it from variables where the browser does not know", () => {
    expect(formatEtcdctl(put, open)).toEqual({
      text: String.raw`etcdctl --endpoints=http://h:2379 put /a 'it'\''s'`,
      notes: [],
    });
    expect(formatEtcdctl(put, named)).toEqual({
      text: String.raw`ETCDCTL_PASSWORD="$ETCD_PASSWORD" etcdctl '--user=al ice' put /a 'it'\''s'`,
      notes: ["Set ETCDCTL_ENDPOINTS first.", "Set ETCD_PASSWORD to the password first."],
    });
  });

  test("gets bytes through a pipe, and a key that is no text by a transaction", () => {
    const binary = valueFromText("\0");
    expect(formatEtcdctl({ kind: "put", request: { key, value: binary, prevKv: true } }, open)).toMatchObject({
      text: String.raw`printf '\000' | etcdctl --endpoints=http://h:2379 put /a --prev-kv`,
    });
    expect(formatEtcdctl({ kind: "range", request: prefixRange(asKey(Uint8Array.of(1))) }, open)).toMatchObject({
      text: "etcdctl --endpoints=http://h:2379 txn <<'EOF'\n\nget \"\\x01\" --prefix\n\n\nEOF",
    });
  });

  test("says plainly what it cannot say, and where that stands", () => {
    const nested: TxnRequest = { compare: [], success: [], failure: [] };
    const request: TxnRequest = {
      compare: [
        { target: "LEASE", key, result: "EQUAL", lease },
        { target: "MOD", ...prefixRange(key), result: "LESS", modRevision: asRevision(int64(4)) },
      ],
      success: [
        { kind: "put", request: { key } },
        { kind: "txn", request: nested },
      ],
      failure: [{ kind: "range", request: { key, minModRevision: asRevision(int64(4)) } }],
    };
    expect(formatEtcdctl({ kind: "txn", request }, open)).toEqual({
      unavailable: [
        "IF 1: etcdctl panics on lease comparisons.",
        "IF 2: etcdctl's text only compares single keys, not prefixes or ranges.",
        "THEN 2: etcdctl's text does not support nested transactions.",
        "ELSE 1: etcdctl before 3.7 has no flags for minimum and maximum revisions.",
      ].join("\n"),
    });
    expect(formatEtcdctl({ kind: "lease-grant", ttl: int64(5), id: lease }, open)).toEqual({
      unavailable: "With etcdctl, etcd chooses the lease ID.",
    });
  });
});

describe("curl", () => {
  test("posts to etcd's gateway, with a token where one signs in", () => {
    expect(formatCurlToEtcd(put, open)).toMatchObject({
      text: `curl -sS http://h:2379/v3/kv/put -d '{"key":"L2E=","value":"aXQncw=="}'`,
    });
    expect(formatCurlToEtcd({ kind: "lease-list" }, named)).toMatchObject({
      text: [
        `ETCD_TOKEN=$(curl -sS "$ETCD_ENDPOINT"/v3/auth/authenticate -d '{"name":"al ice","password":"'"$(printf %s "$ETCD_PASSWORD" | sed 's/[\\\\"]/\\\\&/g')"'"}' | sed -n 's/.*"token": *"\\([^"]*\\)".*/\\1/p')`,
        `curl -sS -H "Authorization: $ETCD_TOKEN" "$ETCD_ENDPOINT"/v3/lease/leases -d '{}'`,
      ].join("\n"),
    });
  });

  test("posts to the worker by the connection's name; a password is never in it", () => {
    expect(formatCurlToWorker({ kind: "lease-list" }, named, "http://x/api/etcd/query")).toMatchObject({
      text: `curl -sS http://x/api/etcd/query -H 'Content-Type: application/json' -d '{"password":"'"$(printf %s "$ETCD_PASSWORD" | sed 's/[\\\\"]/\\\\&/g')"'",''"connection":"prod","username":"al ice","path":"/v3/lease/leases","body":"{}"}'`,
    });
  });

  test("gives a large body by standard input", () => {
    const large: EquivalentRequest = { kind: "put", request: { key, value: valueFromText("x".repeat(100_000)) } };
    expect(formatCurlToEtcd(large, open)).toMatchObject({
      text: expect.stringMatching(/ -d @- <<'EOF'\n\{.*\}\nEOF$/),
    });
  });
});

test("the body is what etcd gets, indented", () => {
  expect(formatBody(gatewayCall({ kind: "lease-revoke", id: lease }))).toEqual({
    text: '{\n  "ID": "31"\n}',
    notes: ["Request body of POST /v3/lease/revoke."],
  });
});

describe("Go", () => {
  test("is one call", () => {
    expect(formatGo(put)).toMatchObject({ text: `resp, err := cli.Put(ctx, "/a", "it's")` });
    expect(formatGo({ kind: "delete", request: { ...prefixRange(key), prevKv: true } })).toMatchObject({
      text: `resp, err := cli.Delete(ctx, "/a", clientv3.WithPrefix(), clientv3.WithPrevKV())`,
    });
  });

  test("a transaction is laid out as gofmt does, nested ones included", () => {
    const inner = createTxn(key, valueFromText("1"));
    const request: TxnRequest = {
      compare: [{ target: "LEASE", key, result: "NOT_EQUAL", lease }],
      success: [{ kind: "txn", request: inner }],
      failure: [],
    };
    expect(formatGo({ kind: "txn", request })).toMatchObject({
      text: [
        "resp, err := cli.Txn(ctx).",
        "\tIf(",
        '\t\tclientv3.Compare(clientv3.LeaseValue("/a"), "!=", clientv3.LeaseID(0x1f)),',
        "\t).",
        "\tThen(",
        "\t\tclientv3.OpTxn(",
        "\t\t\t[]clientv3.Cmp{",
        '\t\t\t\tclientv3.Compare(clientv3.Version("/a"), "=", 0),',
        "\t\t\t},",
        "\t\t\t[]clientv3.Op{",
        '\t\t\t\tclientv3.OpPut("/a", "1"),',
        '\t\t\t\tclientv3.OpGet("/a", clientv3.WithKeysOnly()),',
        "\t\t\t},",
        "\t\t\t[]clientv3.Op{",
        '\t\t\t\tclientv3.OpGet("/a"),',
        "\t\t\t},",
        "\t\t),",
        "\t).",
        "\tCommit()",
      ].join("\n"),
    });
  });
});
