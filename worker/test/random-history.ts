/** A random history of keys in a real etcd, and what etcdctl reads of it at a revision. */
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { runEtcdctl } from "@etcd-explorer/scripts/etcd/etcdctl";
import type { ProvidedEtcd } from "@etcd-explorer/scripts/test/provided";
import { asRevision, int64, parseInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { RangeParser } from "@etcd-explorer/shared/read/scan/range-parser";
import fc from "fast-check";
import { base64 } from "./real-app.ts";

export const revisionIn = (answer: unknown): Revision =>
  asRevision(parseInt64(Object(Object(answer).header).revision) ?? int64(0));

const folders = ["", "a/", "a/b/", "a/c/d/", "b", "ä/", "z/z/z/"];
const names = fc.tuple(fc.constantFrom(...folders), fc.integer({ min: 0, max: 9 })).map((parts) => parts.join(""));
const write = fc.record({
  name: names,
  act: fc.constantFrom("put", "put", "lease", "other lease", "delete"),
  // Few, so that often the same is written again.
  value: fc.oneof(fc.constantFrom("", "1", "2"), fc.string({ unit: "grapheme", maxLength: 12 })),
});

/**
 * Puts, deletes and creates keys again below a prefix, some under one of two leases, a revision each (deletes of what is
 * not there write nothing); gives the revision after each write.
 */
export async function writeHistory(
  { endpoint }: ProvidedEtcd,
  prefix: string,
  { writes, seed }: { readonly writes: number; readonly seed: number },
): Promise<readonly Revision[]> {
  const grant = async () => String(Object(await callGateway(endpoint, "/v3/lease/grant", { TTL: 3600 })).ID);
  const leases = { lease: await grant(), "other lease": await grant() };
  const revisions: Revision[] = [];
  for (const { name, act, value } of fc.sample(write, { numRuns: writes, seed })) {
    const key = base64(`${prefix}${name}`);
    const put = { key, value: base64(value), ...(act in leases && { lease: Reflect.get(leases, act) }) };
    const done =
      act === "delete"
        ? callGateway(endpoint, "/v3/kv/deleterange", { key })
        : callGateway(endpoint, "/v3/kv/put", put);
    revisions.push(revisionIn(await done));
  }
  return revisions;
}

/** What `etcdctl get --prefix --rev` reads. */
export async function readByEtcdctl(etcd: ProvidedEtcd, prefix: string, at: Revision): Promise<readonly KeyValue[]> {
  const printed = await runEtcdctl(etcd, ["get", prefix, "--prefix", `--rev=${at}`, "-w", "json"]);
  // Its numbers are bare, and leases are larger than a JavaScript number.
  const text = printed.toString().replaceAll(/"(\w+)":(\d+)/g, '"$1":"$2"');
  const kvs: KeyValue[] = [];
  const parser = new RangeParser((kv) => kvs.push(kv));
  parser.push(Buffer.from(text));
  parser.end();
  return kvs;
}
