/** Writing ranges and single keys as a file: page by page, as text that is handed on at once. */
import { isStoredSecret } from "../../kubernetes/stored-secret.ts";
import type { Value } from "../../model/bytes.ts";
import { int64, noLease, parseInt64, type Int64, type LeaseId } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { LeaseTimeToLiveResponse } from "../../model/lease.ts";
import { openEnd, type KeyRange } from "../../model/range.ts";
import { isSingle, rangeGroups } from "../../model/range-groups.ts";
import type { TxnCall } from "../../read/ranges/txn-call.ts";
import { countKeysIn } from "../../read/scan/count-ranges.ts";
import { scanRange, type ScanCall } from "../../read/scan/scan-range.ts";
import type { ResponseHeader } from "../../model/txn.ts";
import { formatEtcdctlEnd, formatEtcdctlEntry, formatEtcdctlStart } from "./etcdctl-json.ts";
import { formatKeyLine, formatLine } from "./json-lines.ts";
import { readInPieces } from "../../read/scan/read-fitting.ts";

/**
 * `keys`: JSON lines without values, which no import takes. `decoded`: JSON lines in which objects of Kubernetes stand as
 * JSON in place of their bytes; an import takes the other values.
 */
export type ExportFormat = "json-lines" | "etcdctl" | "keys" | "decoded";

export interface ExportCall extends ScanCall, TxnCall {
  leaseTimeToLive(id: LeaseId): Promise<LeaseTimeToLiveResponse>;
}

export interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

export interface ExportRequest {
  /** Single keys and ranges in etcd's order, none of them within another. All are read at one revision. */
  readonly ranges: readonly KeyRange[];
  readonly format: ExportFormat;
  /** Takes a piece of the file; the next is made when it has been taken. */
  readonly write: (text: string) => Promise<void>;
  readonly onProgress: (progress: ExportProgress) => void;
  /** Hears of each Secret of Kubernetes whose value goes into the file. */
  readonly onSecret?: () => void;
  /** For `decoded`: an object of Kubernetes as JSON on one line; undefined: another value, or one that cannot be read. */
  readonly decode?: (value: Value) => string | undefined;
  readonly signal?: AbortSignal;
}

/** Pieces of about this many characters are handed on. */
const pieceLength = 1024 * 1024;
/** Single keys that follow one another are read together, so many at the most. */
const singlesAtOnce = 1_000;

/** Writes the whole file; gives how many keys are in it. Fails as the reading and the writing do. */
export async function runExport(call: ExportCall, request: ExportRequest): Promise<number> {
  const { format, write, onProgress } = request;
  const header = await readHeader(call, request);
  const ttls = new Map<LeaseId, Int64 | undefined>();
  let text = format === "etcdctl" ? formatEtcdctlStart(header) : "";
  let written = 0;
  const total = await countKeysIn(call, request.ranges, header.revision, request.signal);
  let done = 0;
  onProgress({ done, total });
  for await (const page of pagesOf(call, request, header)) {
    for (const kv of page.kvs) {
      if (format === "etcdctl") text += formatEtcdctlEntry(kv, written === 0);
      else if (format === "keys") text += formatKeyLine(kv);
      else {
        const object = format === "decoded" ? request.decode?.(kv.value) : undefined;
        text += formatLine(kv, { leaseTtl: await grantedTtl(kv, call, ttls), object });
      }
      if (format !== "keys" && isStoredSecret(kv.value)) request.onSecret?.();
      written++;
      if (text.length < pieceLength) continue;
      await write(text);
      text = "";
    }
    done += page.looked;
    onProgress({ done, total });
  }
  if (format === "etcdctl") text += formatEtcdctlEnd(int64(written));
  if (text !== "") await write(text);
  return written;
}

/** Where and at which revision the export is made. */
async function readHeader(call: TxnCall, { ranges, signal }: ExportRequest): Promise<ResponseHeader> {
  // A key that the export holds anyway, so that whoever may read that may ask this.
  const request = { key: ranges[0]?.key ?? openEnd, countOnly: true };
  const { header } = await call.txn({ compare: [], success: [{ kind: "range", request }], failure: [] }, signal);
  if (header === undefined) throw new Error("the response to a transaction has no header");
  return header;
}

interface ExportPage {
  readonly kvs: readonly KeyValue[];
  /** Keys that were looked for, gone ones among them. */
  readonly looked: number;
}

async function* pagesOf(
  call: ExportCall,
  { ranges, format, signal }: ExportRequest,
  { revision }: ResponseHeader,
): AsyncGenerator<ExportPage, void, undefined> {
  const keysOnly = format === "keys";
  for (const group of rangeGroups(ranges, singlesAtOnce)) {
    const [range] = group;
    if (range !== undefined && !isSingle(range)) {
      const scan = { range, keysOnly, revision, ...(signal === undefined ? {} : { signal }) };
      for await (const { kvs } of scanRange(call, scan)) yield { kvs, looked: kvs.length };
      continue;
    }
    const keys = group.map(({ key }) => key);
    for await (const kvs of readInPieces(call, keys, { revision, keysOnly }, signal)) {
      yield { kvs: kvs.filter((kv) => kv !== undefined), looked: kvs.length };
    }
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
