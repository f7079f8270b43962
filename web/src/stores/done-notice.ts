/** What was just done, with the same in other words to take along. */
import type { SpelledRequest } from "@etcd-explorer/shared/command/equivalents/spell-request";
import type { EquivalentTarget } from "@etcd-explorer/shared/command/equivalents/target";
import { create } from "zustand";
import { notify } from "./notices.ts";

/** A request that was done, and whom it went to. */
export interface DoneRequest {
  readonly request: SpelledRequest;
  readonly target: EquivalentTarget;
}

/** The one that is shown in other words; undefined: none. */
export const useCopiedRequest = create<{ readonly shown: DoneRequest | undefined }>()(() => ({ shown: undefined }));

/** Says what was done; the request can be copied as etcdctl, curl, JSON or Go. */
export function notifyDone(text: string, done: DoneRequest): void {
  notify(text, "ok", { label: "Copy as…", run: () => useCopiedRequest.setState({ shown: done }) });
}

/** Closes what is shown. */
export function closeCopiedRequest(): void {
  useCopiedRequest.setState({ shown: undefined });
}
