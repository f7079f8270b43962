/** Ranges and transactions through the worker, as the browser asks for much: pages by `stream`, counts by `query`. */
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import { RangeParser } from "@etcd-explorer/shared/read/scan/range-parser";
import type { ScanCall } from "@etcd-explorer/shared/read/scan/scan-range";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import { decodeTxnResponse, encodeTxnRequest } from "@etcd-explorer/shared/wire/txn";
import type { BenchSetup } from "./bench-setup.ts";
import { call, openCall } from "./post.ts";

export function throughWorker({ etcd, origin }: Pick<BenchSetup, "etcd" | "origin">): ScanCall & TxnCall {
  const target = { host: etcd.host, port: etcd.port, timeout: 60_000 };
  const fields = (path: string, body: unknown, more = {}) =>
    JSON.stringify({ ...target, path, body: JSON.stringify(body), ...more });
  return {
    range: async (request) => {
      const kvs: KeyValue[] = [];
      const parser = new RangeParser((kv) => kvs.push(kv));
      const body = fields("/v3/kv/range", encodeRangeRequest(request));
      for await (const piece of await openCall(`${origin}/api/etcd/stream`, body)) {
        const bytes: Uint8Array = piece;
        parser.push(bytes);
      }
      return { ...parser.end(), kvs };
    },
    txn: async (request) => {
      const body = fields("/v3/kv/txn", encodeTxnRequest(request), { maxResponseBytes: 16 * 1024 * 1024 });
      const answer: unknown = JSON.parse(await call(`${origin}/api/etcd/query`, body));
      return decodeTxnResponse(Object(answer).parsed);
    },
  };
}
