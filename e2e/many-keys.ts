/** Puts keys by the hundred, for journeys that need many: a process of etcdctl for each hundred took most of their time. */
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";

/** etcd takes 128 operations in one transaction. */
const perTransaction = 100;
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Puts each name with its value, in this order. */
export async function putMany(
  { endpoint }: { readonly endpoint: string },
  entries: readonly (readonly [name: string, value: string])[],
): Promise<void> {
  for (let at = 0; at < entries.length; at += perTransaction) {
    const success = entries.slice(at, at + perTransaction).map(([name, value]) => ({
      request_put: { key: base64(name), value: base64(value) },
    }));
    await callGateway(endpoint, "/v3/kv/txn", { success });
  }
}

/** Puts `count` keys below a prefix, `00000` with `value 00000` and so on. */
export async function fill(etcd: { readonly endpoint: string }, prefix: string, count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, at) => String(at).padStart(5, "0"));
  await putMany(
    etcd,
    names.map((name) => [`${prefix}${name}`, `value ${name}`] as const),
  );
}
