/** An import, off the page's own thread: it reads the file, compares and writes in here, and stops between batches. */
import type { BatchRun } from "@etcd-explorer/shared/write/batch/batch-run";
import { describeFailure, failureOf, FailureError } from "@etcd-explorer/shared/model/failure";
import { ImportLedger } from "@etcd-explorer/shared/write/transfer/import-ledger";
import { noLease } from "@etcd-explorer/shared/model/int64";
import { importedKey, type ImportOptions } from "@etcd-explorer/shared/write/transfer/import-options";
import {
  previewImport,
  writeImport,
  type ImportItem,
  type ImportFile,
  type Previewed,
} from "@etcd-explorer/shared/write/transfer/import-run";
import { doneImport } from "@etcd-explorer/shared/write/transfer/import-undo";
import { readKeys } from "@etcd-explorer/shared/read/scan/read-keys";
import { RecordReader } from "@etcd-explorer/shared/write/transfer/record-reader";
import type { EtcdCalls } from "#/api/client/etcd-calls.ts";
import { connectWebWorker } from "#/api/client/web-worker-client.ts";
import type { ImportMessage, ImportOrder, Unwritten } from "#/features/transfer/transfer-messages.ts";

const tell = (message: ImportMessage): void => globalThis.postMessage(message, { transfer: [] });
/** The page is told so often, and of so many at a time. */
const tellMs = 100;
const tellAtOnce = 1000;

interface Session {
  /** How much of the file was read. */
  readonly read: { bytes: number };
  readonly call: EtcdCalls;
  readonly file: ImportFile;
  readonly options: ImportOptions;
  readonly ledger: ImportLedger;
}

let session: Session | undefined;
let writing: BatchRun<ImportItem> | undefined;
let stopped = false;
let isLocked = false;

function entriesOf(file: File, read: Session["read"]): ImportFile {
  return async function* entries() {
    const reader = new RecordReader();
    const pieces = file.stream().getReader();
    read.bytes = 0;
    try {
      for (let piece = await pieces.read(); !piece.done; piece = await pieces.read()) {
        read.bytes += piece.value.length;
        yield* reader.push(piece.value);
      }
      yield* reader.end();
    } finally {
      await pieces.cancel();
    }
  };
}

async function preview({ connection, file, options }: ImportOrder & { kind: "preview" }): Promise<void> {
  const call = connectWebWorker(
    connection,
    (entry) => tell({ kind: "request", entry }),
    () => isLocked,
  );
  const read = { bytes: 0 };
  session = { read, call, file: entriesOf(file, read), options, ledger: new ImportLedger() };
  let told: Previewed[] = [];
  let toldMs = performance.now();
  for await (const some of previewImport(call, session.file, options, session.ledger)) {
    told.push(...some);
    if (told.length < tellAtOnce && performance.now() - toldMs < tellMs) continue;
    tell({ kind: "compared", told, readBytes: read.bytes });
    told = [];
    toldMs = performance.now();
  }
  tell({ kind: "compared", told, readBytes: read.bytes });
  tell({ kind: "ready" });
}

async function open({ call, file, options }: Session, line: number): Promise<void> {
  for await (const entry of file()) {
    if (entry.line !== line || entry.kind !== "record") continue;
    const { record } = entry;
    const key = importedKey(record.key, options);
    if (key === undefined) break;
    const { kvs } = await readKeys(call, [key]);
    const [before] = kvs;
    const lease = options.leases === "same" || (options.leases === "grant" && record.lease === noLease);
    const after = { value: record.value, lease: lease ? record.lease : undefined };
    return tell({ kind: "opened", opened: { line, key, before, after } });
  }
  throw new FailureError({ kind: "internal", message: "The file no longer contains this line" });
}

async function write({ call, file, options, ledger }: Session, overwrite: boolean): Promise<void> {
  stopped = false;
  writing ??= writeImport(call, file, options, ledger, overwrite);
  for (;;) {
    const step = await writing.next();
    if (step.kind === "finished") return tell({ kind: "finished" });
    if (step.kind === "stuck") return tell({ kind: "paused", failure: step.failure });
    const unwritten: Unwritten[] = [];
    for (const { item, outcome } of step.results) {
      ledger.settle(item.place);
      if (outcome.kind === "changed") unwritten.push({ key: item.key, reason: "changed by another client" });
      else if (outcome.kind === "refused") unwritten.push({ key: item.key, reason: describeFailure(outcome.failure) });
    }
    const written = step.results.length - unwritten.length;
    tell({ kind: "written", written, unwritten, done: doneImport(step.results, options) });
    if (stopped) return tell({ kind: "paused", failure: undefined });
  }
}

async function follow(order: ImportOrder): Promise<void> {
  if (order.kind === "stop") stopped = true;
  else if (order.kind === "lock") isLocked = order.locked;
  else if (order.kind === "preview") await preview(order);
  else if (session !== undefined && order.kind === "open") {
    await open(session, order.line).catch((error: unknown) => tell({ kind: "unopened", failure: failureOf(error) }));
  } else if (session !== undefined && order.kind === "write") await write(session, order.overwrite);
}

globalThis.addEventListener("message", ({ data }: MessageEvent<ImportOrder>) => {
  follow(data).catch((error: unknown) => {
    // The source of items has ended with the failure: going on starts at the first that is not settled.
    writing = undefined;
    tell({ kind: "failed", failure: failureOf(error) });
  });
});
