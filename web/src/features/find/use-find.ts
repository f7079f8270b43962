import type { Key } from "@etcd-explorer/shared/model/bytes";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { estimateCost, isCostly } from "@etcd-explorer/shared/read/find/find-cost";
import type { Pattern } from "@etcd-explorer/shared/read/find/pattern";
import type { FindPlace } from "@etcd-explorer/shared/read/find/run-find";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { useEffect, useReducer, useRef } from "react";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { noteRequest } from "#/stores/request-log.ts";
import type { FindMessage, FindStart } from "./find-messages.ts";
import { applyFindEvent, type FindEvent, type FindState } from "./find-model.ts";
import { readSample } from "./read-sample.ts";

export interface FindWanted {
  readonly prefix: Key;
  readonly where: FindPlace;
  readonly pattern: Pattern;
}

export interface Find {
  readonly state: FindState;
  /** Counts first; what costs little then runs at once, what costs more asks. */
  readonly start: (wanted: FindWanted) => void;
  /** Runs what was asked about. */
  readonly confirm: () => void;
  readonly stop: () => void;
}

/** A find and its Web Worker, which is ended with it, and when the screen is left. */
export function useFind(): Find {
  const { connection, etcd } = useConnected();
  const [state, dispatch] = useReducer(applyFindEvent, { phase: "idle" });
  const wanted = useRef<FindWanted>(undefined);
  // Ends whatever is under way: the count or the Web Worker.
  const end = useRef<() => void>(undefined);
  const replace = (next: (() => void) | undefined): void => {
    end.current?.();
    end.current = next;
  };
  useEffect(() => () => end.current?.(), []);

  const run = ({ prefix, where, pattern }: FindWanted): void => {
    const worker = new Worker(new URL("./find-worker.ts", import.meta.url), { type: "module", name: "find" });
    replace(() => worker.terminate());
    dispatch({ kind: "started", nowMs: performance.now() });
    worker.addEventListener("message", ({ data }: MessageEvent<FindMessage>) => {
      if (data.kind === "request") noteRequest(data.entry);
      else dispatch({ kind: "told", message: data, nowMs: performance.now() });
      if (data.kind === "done" || data.kind === "failed") worker.terminate();
    });
    worker.addEventListener("error", () => {
      worker.terminate();
      dispatch(internalFailure());
    });
    const { id, target } = connection;
    const start: FindStart = { connection: { id, target }, prefix, where, pattern };
    worker.postMessage(start, { transfer: [] });
  };
  return {
    state,
    start: (next) => {
      wanted.current = next;
      const leaving = new AbortController();
      replace(() => leaving.abort());
      dispatch({ kind: "counting" });
      readSample(etcd, prefixRange(next.prefix), next.where, leaving.signal).then(
        (answer) => {
          if (leaving.signal.aborted) return;
          const cost = estimateCost(answer);
          if (isCostly(cost)) dispatch({ kind: "costly", cost });
          else run(next);
        },
        (error: unknown) => {
          if (leaving.signal.aborted) return;
          dispatch({ kind: "failed", failure: failureOf(error), nowMs: performance.now() });
        },
      );
    },
    confirm: () => {
      if (wanted.current !== undefined) run(wanted.current);
    },
    stop: () => {
      replace(undefined);
      dispatch({ kind: "stopped", nowMs: performance.now() });
    },
  };
}

function internalFailure(): FindEvent {
  return {
    kind: "failed",
    failure: { kind: "internal", message: "The part of etcd explorer that looks through keys failed" },
    nowMs: performance.now(),
  };
}
