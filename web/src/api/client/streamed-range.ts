/** Ranges of any size, parsed while they come: the answer passes through the worker's `stream`, never whole. */
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { RangeParser } from "@etcd-explorer/shared/read/scan/range-parser";
import { encodeRangeRequest } from "@etcd-explorer/shared/wire/requests";
import type { AskRange } from "./etcd-calls.ts";

/** etcd builds a page before it sends its first byte. */
const timeoutMs = 60_000;
/** One answer of more is asked for again in smaller pages. */
const maxBytes = 96 * 1024 * 1024;

/** Asks for one range as a stream. */
export const askStreamed: AskRange = (client, request, signal) =>
  client.read(
    { path: "/v3/kv/range", body: JSON.stringify(encodeRangeRequest(request)) },
    async (pieces) => {
      const kvs: KeyValue[] = [];
      const parser = new RangeParser((kv) => kvs.push(kv));
      for await (const piece of pieces) parser.push(piece);
      return { ...parser.end(), kvs };
    },
    { signal, timeoutMs, maxBytes, revisionOf: ({ header }) => header?.revision },
  );
