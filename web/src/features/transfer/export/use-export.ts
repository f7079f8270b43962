import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import type { ExportFormat } from "@etcd-explorer/shared/write/transfer/export-run";
import { useEffect, useRef, useState } from "react";
import type { Connection } from "#/api/connection/connection.ts";
import { noteRequest } from "#/stores/request-log.ts";
import { exportName } from "#/features/transfer/import/import-model.ts";
import { download, pickFile } from "./save-picker.ts";
import type { ExportMessage, ExportStart } from "#/features/transfer/transfer-messages.ts";

export type ExportState =
  | { readonly phase: "idle" }
  | { readonly phase: "running"; readonly done: number; readonly total: number; readonly sizeBytes: number }
  | { readonly phase: "done"; readonly keys: number; readonly sizeBytes: number }
  | { readonly phase: "failed"; readonly failure: Failure };

interface ExportWanted {
  readonly ranges: readonly KeyRange[];
  /** What the file is named for. */
  readonly named: Key;
  readonly format: ExportFormat;
}

/** An export and its Web Worker, which is ended with it. */
export function useExport({ id, target }: Connection) {
  const [state, setState] = useState<ExportState>({ phase: "idle" });
  const worker = useRef<Worker>(undefined);
  useEffect(() => () => worker.current?.terminate(), []);

  const hear = (message: ExportMessage, name: string): void => {
    switch (message.kind) {
      case "request":
        return noteRequest(message.entry);
      case "progress":
        return setState({ phase: "running", ...message.progress, sizeBytes: message.sizeBytes });
      case "failed":
        return setState({ phase: "failed", failure: message.failure });
      case "done":
        if (message.blob !== undefined) download(message.blob, name);
        return setState({ phase: "done", keys: message.keys, sizeBytes: message.sizeBytes });
      default:
        return message satisfies never;
    }
  };
  const start = async ({ ranges, named, format }: ExportWanted): Promise<void> => {
    const name = exportName(named, format === "etcdctl" ? "json" : "jsonl");
    const file = await pickFile(name);
    if (file === "left") return;
    worker.current?.terminate();
    const made = new Worker(new URL("./export-worker.ts", import.meta.url), { type: "module", name: "export" });
    worker.current = made;
    setState({ phase: "running", done: 0, total: 0, sizeBytes: 0 });
    made.addEventListener("message", ({ data }: MessageEvent<ExportMessage>) => hear(data, name));
    made.addEventListener("error", () => {
      setState({
        phase: "failed",
        failure: { kind: "internal", message: "The part of etcd explorer that exports failed" },
      });
    });
    const order: ExportStart = { connection: { id, target }, ranges, format, file };
    made.postMessage(order, { transfer: [] });
  };
  return {
    state,
    start,
    stop: () => {
      worker.current?.terminate();
      setState({ phase: "idle" });
    },
  };
}
