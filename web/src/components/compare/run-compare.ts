/** Runs a comparison in a Web Worker of its own. The page keeps what it is told, and the log of requests. */
import type { Failure } from "@etcd-explorer/shared/model/failure";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { CompareProgress, CompareResult } from "@etcd-explorer/shared/read/compare/compare-request";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { JobOutcome } from "#/lib/jobs/job-board.ts";
import { runWorker, type JobWorker } from "#/lib/jobs/run-worker.ts";
import { noteRequest } from "#/stores/request-log.ts";
import type { CompareMessage, CompareStart } from "./compare-messages.ts";

export interface CompareListener {
  /** Both sides can be read: at these revisions. Comes first, and once. */
  readonly onPinned: (revisions: OfSides<Revision>) => void;
  /** In key order, at most 1,000 at a time. */
  readonly onFound: (batch: readonly Difference[]) => void;
  readonly onProgress: (progress: CompareProgress) => void;
}

/** How a comparison ended. What was found before it failed or was stopped holds up to the last key that was told. */
export type CompareEnd =
  | { readonly kind: "done"; readonly result: CompareResult }
  | { readonly kind: "stopped" }
  /** `side`: whose reading failed; undefined: it was not the reading. */
  | { readonly kind: "failed"; readonly failure: Failure; readonly side: SideName | undefined };

const openWorker = (): JobWorker =>
  new Worker(new URL("./compare-worker.ts", import.meta.url), { type: "module", name: "compare" });

/**
 * Compares two sides until it is done, fails, or `signal` aborts; never throws. For folders of a few thousand keys
 * `compareSides` itself is quicker than a Web Worker.
 */
export async function runCompare(
  order: CompareStart,
  { onPinned, onFound, onProgress }: CompareListener,
  signal: AbortSignal,
  open: () => JobWorker = openWorker,
): Promise<CompareEnd> {
  const heard: { end?: CompareEnd } = {};
  const hear = (message: CompareMessage): JobOutcome | undefined => {
    switch (message.kind) {
      case "request":
        noteRequest(message.entry);
        return undefined;
      case "pinned":
        onPinned(message.revisions);
        return undefined;
      case "found":
        onFound(message.batch);
        return undefined;
      case "progress":
        onProgress(message.progress);
        return undefined;
      case "done":
        heard.end = message;
        return { kind: "done" };
      case "failed":
        heard.end = { kind: "failed", failure: message.failure, side: message.side };
        return { kind: "failed", failure: message.failure };
      default:
        return message satisfies never;
    }
  };
  const broken = "The compare worker failed";
  const stopped = { kind: "partly" } as const;
  const outcome = await runWorker<CompareMessage>({ worker: open(), order, signal, stopped, broken, hear });
  if (heard.end !== undefined) return heard.end;
  const failure = outcome.kind === "failed" ? outcome.failure : undefined;
  return failure === undefined ? { kind: "stopped" } : { kind: "failed", failure, side: undefined };
}
