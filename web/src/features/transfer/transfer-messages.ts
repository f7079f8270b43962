/** What the page and the Web Workers of export and import tell each other. */
import type { Bytes } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import type { LeaseId } from "@etcd-explorer/shared/model/int64";
import type { ExportFormat, ExportProgress } from "@etcd-explorer/shared/write/transfer/export-run";
import type { ImportOptions } from "@etcd-explorer/shared/write/transfer/import-options";
import type { Previewed } from "@etcd-explorer/shared/write/transfer/import-run";
import type { DoneImport } from "@etcd-explorer/shared/write/transfer/import-undo";
import type { RequestEntry } from "#/lib/request-entry.ts";
import type { WebWorkerConnection } from "#/api/client/web-worker-client.ts";

/** What is exported: everything below a prefix, keys that were found, or what is selected. */
export type ExportWhat =
  | { readonly kind: "prefix"; readonly prefix: Bytes }
  | { readonly kind: "found"; readonly keys: readonly Bytes[] }
  | { readonly kind: "selection"; readonly keys: readonly Bytes[]; readonly prefixes: readonly Bytes[] };

/** The only message to the Web Worker of an export. */
export interface ExportStart {
  readonly connection: WebWorkerConnection;
  readonly ranges: readonly KeyRange[];
  readonly format: ExportFormat;
  /** Where the file goes; undefined: it is gathered and handed over at the end. */
  readonly file: FileSystemFileHandle | undefined;
}

export type ExportMessage =
  | { readonly kind: "progress"; readonly progress: ExportProgress; readonly sizeBytes: number }
  | { readonly kind: "request"; readonly entry: RequestEntry }
  /** `blob`: the file, where it did not go to the disk already. */
  | {
      readonly kind: "done";
      readonly keys: number;
      /** Secrets of Kubernetes among them whose data is in the file. */
      readonly secrets: number;
      readonly sizeBytes: number;
      readonly blob: Blob | undefined;
    }
  | { readonly kind: "failed"; readonly failure: Failure };

/** To the Web Worker of an import: the preview first, then writes, as often as they were stopped. */
export type ImportOrder =
  | {
      readonly kind: "preview";
      readonly connection: WebWorkerConnection;
      readonly file: File;
      readonly options: ImportOptions;
    }
  /** Reads one line of the file and its key again, to be looked at. */
  | { readonly kind: "open"; readonly line: number }
  | { readonly kind: "write"; readonly overwrite: boolean }
  /** Whether the page may only read from now on. */
  | { readonly kind: "lock"; readonly locked: boolean }
  | { readonly kind: "stop" };

/** A key that was not written, and why. */
export interface Unwritten {
  readonly key: Bytes;
  readonly reason: string;
}

/** What a line of the file would change. */
export interface OpenedLine {
  readonly line: number;
  readonly key: Bytes;
  /** What is there; undefined: nothing. */
  readonly before: { readonly value: Bytes; readonly lease: LeaseId } | undefined;
  /** `lease`: undefined, it stays as it is, or is granted with the write. */
  readonly after: { readonly value: Bytes; readonly lease: LeaseId | undefined };
}

export type ImportMessage =
  /** `readBytes`: how much of the file was read by then. */
  | { readonly kind: "compared"; readonly told: readonly Previewed[]; readonly readBytes: number }
  | { readonly kind: "opened"; readonly opened: OpenedLine }
  | { readonly kind: "unopened"; readonly failure: Failure }
  | { readonly kind: "ready" }
  | {
      readonly kind: "written";
      readonly written: number;
      readonly unwritten: readonly Unwritten[];
      /** The same as what can be taken back. */
      readonly done: DoneImport;
    }
  /** Nothing is under way; writing can go on. `failure`: why it stopped by itself. */
  | { readonly kind: "paused"; readonly failure: Failure | undefined }
  | { readonly kind: "finished" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "request"; readonly entry: RequestEntry };
