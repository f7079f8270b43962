/** Telling that a write failed, with what can be done about it beside it. */
import { failureOf } from "@etcd-explorer/shared/model/failure";
import {
  describeWriteFailure,
  isOutOfSpace,
  wasWritten,
  type WriteWords,
} from "@etcd-explorer/shared/model/write-outcome";
import { runAct } from "#/acts/registry.ts";
import { notify, type NoticeAction } from "#/stores/notices.ts";

/** Says why a write failed and whether it was done. `look`: what finds out where that is not known. */
export function notifyWriteFailure(error: unknown, words: WriteWords, look?: NoticeAction): void {
  const failure = failureOf(error);
  const open = isOutOfSpace(failure) ? openAlarms : undefined;
  const action = wasWritten(failure) === "not-written" ? open : (look ?? open);
  notify(describeWriteFailure(failure, words), "bad", action, true);
}

/** The way to the alarms, and to the plan that makes space. */
export const openAlarms: NoticeAction = { label: "Open Cluster", run: () => void runAct("cluster.open") };
