/** Where a snapshot goes: straight to disk where the browser can, else through memory up to a limit. */
import { download } from "#/lib/files/save-picker.ts";
import type { Bytes } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";

export interface SnapshotFile {
  write(bytes: Bytes): Promise<void>;
  /** Keeps what was written. */
  finish(): Promise<void>;
  /** Throws it away. */
  abandon(): Promise<void>;
}

/** Firefox and Safari write no stream to disk: a file in memory must stay small. */
const memoryBytes = 1024 * 1024 * 1024;

interface SaveWindow {
  readonly showSaveFilePicker: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

/** Chromium has it; TypeScript's own types do not know it. */
function savesToDisk(host: object): host is SaveWindow {
  return "showSaveFilePicker" in host && typeof host.showSaveFilePicker === "function";
}

/** Asks for a place on disk. Must be called within a click. Undefined where the person thinks better of it. */
export async function openSnapshotFile(name: string, host: object = window): Promise<SnapshotFile | undefined> {
  if (!savesToDisk(host)) return memoryFile(name);
  let handle: FileSystemFileHandle;
  try {
    handle = await host.showSaveFilePicker({ suggestedName: name });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return undefined;
    throw error;
  }
  const stream = await handle.createWritable();
  return {
    write: (bytes) => stream.write(bytes),
    finish: () => stream.close(),
    abandon: () => stream.abort(),
  };
}

function memoryFile(name: string): SnapshotFile {
  let pieces: Bytes[] = [];
  let size = 0;
  return {
    async write(bytes) {
      size += bytes.length;
      if (size > memoryBytes) throw new FailureError({ kind: "too-large", what: "body", limitBytes: memoryBytes });
      pieces.push(bytes);
    },
    async finish() {
      download(new Blob(pieces, { type: "application/octet-stream" }), name);
    },
    async abandon() {
      pieces = [];
    },
  };
}
