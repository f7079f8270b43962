/** Where an export goes: straight to the disk where the browser can do that, else into pieces of a Blob. */
import { FailureError } from "@etcd-explorer/shared/model/failure";

export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Ends the file; the Blob where it is not on the disk. */
  close(): Promise<Blob | undefined>;
  /** Gives it up: what was on the disk before stays. */
  abort(): Promise<void>;
}

/** What is gathered within the browser at the most. */
export const maxGatheredBytes = 512 * 1024 * 1024;

export async function openSink(handle: FileSystemFileHandle | undefined): Promise<FileSink> {
  return handle === undefined ? gatheringSink(maxGatheredBytes) : await diskSink(handle);
}

async function diskSink(handle: FileSystemFileHandle): Promise<FileSink> {
  const file = await handle.createWritable();
  return {
    write: (bytes) => file.write(bytes),
    close: async () => {
      await file.close();
      return undefined;
    },
    abort: () => file.abort(),
  };
}

/** Gathers up to `maxBytes`, and fails beyond. */
export function gatheringSink(maxBytes: number): FileSink {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let sizeBytes = 0;
  return {
    write: async (bytes) => {
      sizeBytes += bytes.length;
      if (sizeBytes > maxBytes) throw new FailureError({ kind: "too-large", what: "body", limitBytes: maxBytes });
      parts.push(bytes);
    },
    close: async () => new Blob(parts, { type: "application/octet-stream" }),
    abort: async () => {
      parts = [];
    },
  };
}
