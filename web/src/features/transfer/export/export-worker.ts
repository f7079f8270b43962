/** An export, off the page's own thread: it reads, formats and writes the file in here. */
import { encodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { isStoredObject } from "@etcd-explorer/shared/kubernetes/object-magic";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { runExport } from "@etcd-explorer/shared/write/transfer/export-run";
import { connectWebWorker } from "#/api/client/web-worker-client.ts";
import { openSink } from "#/lib/files/file-sink.ts";
import type { ExportMessage, ExportStart } from "#/features/transfer/transfer-messages.ts";

const tell = (message: ExportMessage): void => globalThis.postMessage(message, { transfer: [] });

async function run({ connection, ranges, format, file }: ExportStart): Promise<void> {
  const call = connectWebWorker(connection, (entry) => tell({ kind: "request", entry }));
  const decode = format === "decoded" ? await loadDecode() : undefined;
  const sink = await openSink(file);
  let [sizeBytes, secrets] = [0, 0];
  try {
    const keys = await runExport(call, {
      ranges,
      format,
      write: async (text) => {
        const bytes = encodeUtf8(text);
        sizeBytes += bytes.length;
        await sink.write(bytes);
      },
      ...(decode && { decode }),
      onSecret: () => secrets++,
      onProgress: (progress) => tell({ kind: "progress", progress, sizeBytes }),
    });
    tell({ kind: "done", keys, secrets, sizeBytes, blob: await sink.close() });
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

/** Objects of Kubernetes as JSON on one line; fails where what reads them cannot be loaded. */
async function loadDecode(): Promise<(value: Value) => string | undefined> {
  const [{ builtinFacts }, { readStoredObject }, { formatJson }] = await Promise.all([
    import("@etcd-explorer/shared/kubernetes/builtin-facts"),
    import("@etcd-explorer/shared/kubernetes/stored-object"),
    import("@etcd-explorer/shared/kubernetes/json-text"),
  ]);
  return (value) => {
    const object = isStoredObject(value) ? readStoredObject(value, builtinFacts) : undefined;
    return object?.kind === "object" ? formatJson(object.value) : undefined;
  };
}

globalThis.addEventListener(
  "message",
  ({ data }: MessageEvent<ExportStart>) => {
    run(data).catch((error: unknown) => tell({ kind: "failed", failure: failureOf(error) }));
  },
  { once: true },
);
