/** An export, off the page's own thread: it reads, formats and writes the file in here. */
import { asKey, encodeUtf8 } from "@etcd-explorer/shared/bytes";
import { failureOf } from "@etcd-explorer/shared/failure";
import { prefixRange } from "@etcd-explorer/shared/range";
import { runExport, type ExportSource } from "@etcd-explorer/shared/transfer/export-run";
import { createScanClient } from "#/api/scan-client.ts";
import { openSink } from "./file-sink.ts";
import type { ExportMessage, ExportStart, ExportWhat } from "./transfer-messages.ts";

const tell = (message: ExportMessage): void => globalThis.postMessage(message, { transfer: [] });

function sourceOf(what: ExportWhat): ExportSource {
  return what.kind === "prefix"
    ? { kind: "range", range: prefixRange(asKey(what.prefix)) }
    : { kind: "keys", keys: what.keys.map(asKey) };
}

async function run({ connection, what, format, file }: ExportStart): Promise<void> {
  const fetch = globalThis.fetch.bind(globalThis);
  const call = createScanClient(fetch, connection, (entry) => tell({ kind: "request", entry }));
  const sink = await openSink(file);
  let sizeBytes = 0;
  try {
    const keys = await runExport(call, {
      source: sourceOf(what),
      format,
      write: async (text) => {
        const bytes = encodeUtf8(text);
        sizeBytes += bytes.length;
        await sink.write(bytes);
      },
      onProgress: (progress) => tell({ kind: "progress", progress, sizeBytes }),
    });
    tell({ kind: "done", keys, sizeBytes, blob: await sink.close() });
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

globalThis.addEventListener(
  "message",
  ({ data }: MessageEvent<ExportStart>) => {
    run(data).catch((error: unknown) => tell({ kind: "failed", failure: failureOf(error) }));
  },
  { once: true },
);
