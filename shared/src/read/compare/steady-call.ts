/** The calls of a side for a comparison, which may take minutes: what fails in passing is asked again, and says its side. */
import { FailureError, type Failure } from "../../model/failure.ts";
import { grpcCode, isRefusedBy } from "../../model/grpc-code.ts";
import type { PinnedCall } from "../past/pinned-call.ts";
import { SideFailure, type SideName } from "./side.ts";

/** Waits so long; fails as aborted. */
export type Pause = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

/** How long is waited before each further try. An election takes a second or two. */
const pausesMs = [100, 400, 1500, 3000];

/**
 * Asks again where a member was lost in the middle: the connection broke, or the cluster has no leader for now. The
 * revision is pinned, so that another member answers the same. Everything else fails at once, as a `SideFailure`.
 */
export function steadyCall(call: PinnedCall, side: SideName, pause: Pause = pauseFor): PinnedCall {
  const steady = async <Answer>(ask: () => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> => {
    for (let tries = 0; ; tries++) {
      signal?.throwIfAborted();
      try {
        return await ask();
      } catch (error) {
        signal?.throwIfAborted();
        const pauseMs = pausesMs[tries];
        const isPassing = error instanceof FailureError && passes(error.failure, tries);
        if (!isPassing || pauseMs === undefined) throw new SideFailure(side, error);
        await pause(pauseMs, signal);
      }
    }
  };
  return {
    range: (request, signal) => steady(() => call.range(request, signal), signal),
    txn: (request, signal, limit) => steady(() => call.txn(request, signal, limit), signal),
  };
}

function passes(failure: Failure, tries: number): boolean {
  if (failure.kind === "unreachable" || failure.kind === "truncated") return true;
  // A timeout took long already.
  return failure.kind === "timeout" ? tries === 0 : isRefusedBy(failure, grpcCode.unavailable);
}

const pauseFor: Pause = (ms, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason instanceof Error ? signal.reason : new DOMException("aborted", "AbortError"));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal?.addEventListener("abort", stop, { once: true });
  });
