/** Replays through the page's stream of watches: a watch from the past, closed once it has told enough. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { compareInt64 } from "@etcd-explorer/shared/model/int64";
import type { ReplayCall, ReplayEnd } from "@etcd-explorer/shared/read/past/replay-call";
import type { LiveStream, WatchHandle } from "#/api/live/live-stream.ts";

/** How often it is looked at whether to go on waiting. */
const againMs = 250;

/** In etcd's words, as it says them to a read. */
const compacted = {
  kind: "compacted",
  status: 400,
  code: 11,
  message: "etcdserver: mvcc: required revision has been compacted",
} as const;

/** A replay by the watches of a stream; nothing of it goes on after it has ended. */
export function replayThrough(stream: LiveStream): ReplayCall {
  return ({ range, from, to, prevKv, isAgreed, patienceMs }, onEvents, signal) =>
    new Promise<ReplayEnd>((resolve, reject) => {
      let handle: WatchHandle | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let isOver = false;
      const end = (settle: () => void) => {
        if (isOver) return;
        isOver = true;
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        handle?.close();
        settle();
      };
      const onAbort = () => end(() => reject(signal?.reason instanceof Error ? signal.reason : new Error("aborted")));
      const fail = (error: FailureError) => end(() => reject(error));
      // How long it waits may change meanwhile, as more is read beside it.
      const wait = (sinceMs: number) => {
        clearTimeout(timer);
        const leftMs = sinceMs + patienceMs() - Date.now();
        if (leftMs <= 0) end(() => resolve("silent"));
        else timer = setTimeout(() => wait(sinceMs), Math.min(leftMs, againMs));
      };
      if (signal?.aborted === true) return onAbort();
      signal?.addEventListener("abort", onAbort);
      handle = stream.watch(
        { range, startRevision: from, ...(prevKv === true && { prevKv }) },
        {
          onEvents: (events) => {
            if (isOver) return;
            const told = events.filter(({ revision }) => compareInt64(revision, to) <= 0);
            const isEnough = told.length > 0 && onEvents(told);
            if (isEnough || told.length < events.length) end(() => resolve("told"));
          },
          onGap: ({ why }) => {
            if (why === "compacted") fail(new FailureError(compacted));
          },
          onStatus: (status) => {
            if (status.kind === "live" && compareInt64(status.completeTo, to) >= 0) return end(() => resolve("told"));
            if (status.kind === "live") return wait(Date.now());
            if (status.kind === "over" || status.kind === "waiting") return fail(new FailureError(status.failure));
            if (status.kind === "asks" && isAgreed) return handle?.replay();
            // It would cost more than was said, or its revisions are not those that were meant.
            if (status.kind === "asks" || status.kind === "rolled-back" || status.kind === "ahead") {
              return end(() => resolve("asks"));
            }
            return undefined;
          },
        },
      );
      if (isOver) handle.close();
      return undefined;
    });
}
