import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useReducer, useRef } from "react";
import type { ImportOptions } from "@etcd-explorer/shared/write/transfer/import-options";
import type { Connection } from "#/api/connection/connection.ts";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { notifyWritten } from "#/components/write-notice.ts";
import { noteRequest } from "#/stores/request-log.ts";
import { applyImportEvent, noImport } from "./import-model.ts";
import { ImportUndoLog } from "./import-undo-log.ts";
import type { ImportMessage, ImportOrder } from "#/features/transfer/transfer-messages.ts";

/** An import and its Web Worker, which lives as long as the dialog: what it has seen is what it compares with. */
export function useImport(connection: Connection) {
  const { id, target } = connection;
  const queryClient = useQueryClient();
  const [state, dispatch] = useReducer(applyImportEvent, noImport);
  const worker = useRef<Worker>(undefined);
  const undo = useRef(new ImportUndoLog());
  /** What was written is in the history from then on, whichever way the dialog went. */
  const end = useEffectEvent(() => {
    worker.current?.terminate();
    const written = undo.current.take(state.phase === "writing");
    if (written === undefined) return;
    notifyWritten(connection, written);
    void queryClient.invalidateQueries({ queryKey: etcdCache.connection(id) });
  });
  useEffect(() => () => end(), []);
  const order = (message: ImportOrder): void => worker.current?.postMessage(message, { transfer: [] });
  return {
    state,
    compare: (file: File, options: ImportOptions) => {
      worker.current?.terminate();
      const made = new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module", name: "import" });
      worker.current = made;
      dispatch({ kind: "comparing", sizeBytes: file.size });
      made.addEventListener("message", ({ data }: MessageEvent<ImportMessage>) => {
        if (data.kind === "written") undo.current.add(data.done, data.written);
        if (data.kind === "request") noteRequest(data.entry);
        else dispatch({ kind: "told", message: data });
      });
      made.addEventListener("error", () => {
        const failure = { kind: "internal", message: "The part of etcd explorer that imports failed" } as const;
        dispatch({ kind: "told", message: { kind: "failed", failure } });
      });
      order({ kind: "preview", connection: { id, target }, file, options });
    },
    /** Looks at a line of the file: what it would change. */
    open: (line: number) => order({ kind: "open", line }),
    close: () => dispatch({ kind: "closed" }),
    write: (overwrite: boolean) => {
      dispatch({ kind: "writing" });
      order({ kind: "write", overwrite });
    },
    /** Stops after the batch that is under way. */
    stop: () => order({ kind: "stop" }),
    again: () => {
      worker.current?.terminate();
      dispatch({ kind: "again" });
    },
  };
}
