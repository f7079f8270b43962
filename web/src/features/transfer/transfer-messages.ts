/** What the page and the Web Workers of export and import tell each other. */
import type { Bytes } from "@etcd-explorer/shared/bytes";
import type { Failure } from "@etcd-explorer/shared/failure";
import type { KeyRange } from "@etcd-explorer/shared/range";
import type { ExportFormat, ExportProgress } from "@etcd-explorer/shared/transfer/export-run";
import type { ImportOptions } from "@etcd-explorer/shared/transfer/import-options";
import type { Previewed } from "@etcd-explorer/shared/transfer/import-run";
import type { RequestEntry } from "#/api/etcd-client.ts";
import type { WorkerConnection } from "#/api/scan-client.ts";

/** What is exported: everything below a prefix, keys that were found, or what is selected. */
export type ExportWhat =
  | { readonly kind: "prefix"; readonly prefix: Bytes }
  | { readonly kind: "found"; readonly keys: readonly Bytes[] }
  | { readonly kind: "selection"; readonly keys: readonly Bytes[]; readonly prefixes: readonly Bytes[] };

/** The only message to the Web Worker of an export. */
export interface ExportStart {
  readonly connection: WorkerConnection;
  readonly ranges: readonly KeyRange[];
  readonly format: ExportFormat;
  /** Where the file goes; undefined: it is gathered and handed over at the end. */
  readonly file: FileSystemFileHandle | undefined;
}

export type ExportMessage =
  | { readonly kind: "progress"; readonly progress: ExportProgress; readonly sizeBytes: number }
  | { readonly kind: "request"; readonly entry: RequestEntry }
  /** `blob`: the file, where it did not go to the disk already. */
  | { readonly kind: "done"; readonly keys: number; readonly sizeBytes: number; readonly blob: Blob | undefined }
  | { readonly kind: "failed"; readonly failure: Failure };

/** To the Web Worker of an import: the preview first, then writes, as often as they were stopped. */
export type ImportOrder =
  | {
      readonly kind: "preview";
      readonly connection: WorkerConnection;
      readonly file: File;
      readonly options: ImportOptions;
    }
  | { readonly kind: "write"; readonly overwrite: boolean }
  | { readonly kind: "stop" };

/** A key that was not written, and why. */
export interface Unwritten {
  readonly key: Bytes;
  readonly reason: string;
}

export type ImportMessage =
  | { readonly kind: "compared"; readonly told: readonly Previewed[] }
  | { readonly kind: "ready" }
  | { readonly kind: "written"; readonly written: number; readonly unwritten: readonly Unwritten[] }
  /** Nothing is under way; writing can go on. `failure`: why it stopped by itself. */
  | { readonly kind: "paused"; readonly failure: Failure | undefined }
  | { readonly kind: "finished" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "request"; readonly entry: RequestEntry };
