/** Writing a range, or keys that were chosen, as a file: page by page, as text that is handed on at once. */
import type { Key } from "../bytes.ts";
import { int64, noLease, parseInt64, type Int64, type LeaseId } from "../int64.ts";
import type { KeyValue } from "../key-value.ts";
import type { LeaseTimeToLiveResponse } from "../lease.ts";
import { openEnd, type KeyRange } from "../range.ts";
import type { CountCall } from "../scan/find-middle.ts";
import { scanRange, type ScanCall } from "../scan/scan-range.ts";
import type { ResponseHeader } from "../txn.ts";
import { formatEtcdctlEnd, formatEtcdctlEntry, formatEtcdctlStart } from "./etcdctl-json.ts";
import { formatLine } from "./json-lines.ts";
import { keysPerRead, readKeys } from "./read-keys.ts";

export type ExportFormat = "json-lines" | "etcdctl";
export type ExportSource =
  | { readonly kind: "range"; readonly range: KeyRange }
  /** Each as it is when it is read; those that are gone are left out. */
  | { readonly kind: "keys"; readonly keys: readonly Key[] };

export interface ExportCall extends ScanCall, CountCall {
  leaseTimeToLive(id: LeaseId): Promise<LeaseTimeToLiveResponse>;
}

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

export interface ExportRequest {
  readonly source: ExportSource;
  readonly format: ExportFormat;
  /** Takes a piece of the file; the next is made when it has been taken. */
  readonly write: (text: string) => Promise<void>;
  readonly onProgress: (progress: ExportProgress) => void;
  readonly signal?: AbortSignal;
}

/** Pieces of about this many characters are handed on. */
const pieceLength = 1024 * 1024;

/** Writes the whole file; gives how many keys are in it. Fails as the reading and the writing do. */
export async function runExport(call: ExportCall, request: ExportRequest): Promise<number> {
  const { format, write, onProgress } = request;
  const header = await readHeader(call, request);
  const ttls = new Map<LeaseId, Int64 | undefined>();
  let text = format === "etcdctl" ? formatEtcdctlStart(header) : "";
  let written = 0;
  for await (const { kvs, done, total } of pagesOf(call, request, header)) {
    for (const kv of kvs) {
      text +=
        format === "etcdctl" ? formatEtcdctlEntry(kv, written === 0) : formatLine(kv, await grantedTtl(kv, call, ttls));
      written++;
      if (text.length < pieceLength) continue;
      await write(text);
      text = "";
    }
    onProgress({ done, total });
  }
  if (format === "etcdctl") text += formatEtcdctlEnd(int64(written));
  if (text !== "") await write(text);
  return written;
}

/** Where and at which revision the export is made. */
async function readHeader(call: CountCall, { source, signal }: ExportRequest): Promise<ResponseHeader> {
  // A key that the source holds anyway, so that whoever may read that may ask this.
  const key = source.kind === "range" ? source.range.key : source.keys[0];
  const request = { key: key ?? openEnd, countOnly: true };
  const { header } = await call.txn({ compare: [], success: [{ kind: "range", request }], failure: [] }, signal);
  if (header === undefined) throw new Error("the answer to a transaction has no header");
  return header;
}

async function* pagesOf(
  call: ExportCall,
  { source, signal }: ExportRequest,
  { revision }: ResponseHeader,
): AsyncGenerator<{ kvs: readonly KeyValue[]; done: number; total: number }, void, undefined> {
  if (source.kind === "range") {
    yield* scanRange(call, {
      range: source.range,
      keysOnly: false,
      revision,
      ...(signal === undefined ? {} : { signal }),
    });
    return;
  }
  const total = source.keys.length;
  for (let done = 0; done < total; done += keysPerRead) {
    const keys = source.keys.slice(done, done + keysPerRead);
    const { kvs } = await readKeys(call, keys, signal);
    yield { kvs: kvs.filter((kv) => kv !== undefined), done: Math.min(total, done + keysPerRead), total };
  }
}

/** The seconds that the key's lease was granted; undefined where it has none, or that one is gone. */
async function grantedTtl(
  { lease }: KeyValue,
  call: ExportCall,
  known: Map<LeaseId, Int64 | undefined>,
): Promise<Int64 | undefined> {
  if (lease === noLease) return undefined;
  if (known.has(lease)) return known.get(lease);
  const { grantedTtlSeconds } = await call.leaseTimeToLive(lease);
  const ttl = grantedTtlSeconds > 0n ? parseInt64(grantedTtlSeconds.toString()) : undefined;
  known.set(lease, ttl);
  return ttl;
}
