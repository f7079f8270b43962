/** The state of a watch in words and as a colour. */
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { describeRollBack } from "@etcd-explorer/shared/model/roll-back";
import type { WatchEntry } from "#/features/watch/state/session-view.ts";

export interface StatusWords {
  readonly tone: "ok" | "warn" | "bad" | "plain";
  /** In the chip; empty while all is as it should be. */
  readonly short: string;
  readonly long: string;
}

export function statusWords(status: WatchEntry["status"]): StatusWords {
  switch (status.kind) {
    case "live":
      return { tone: "ok", short: "", long: `Live, complete up to revision ${formatGrouped(status.completeTo)}` };
    case "opening":
      return { tone: "plain", short: "opening", long: "Opening" };
    case "waiting":
      return { tone: "warn", short: "retrying", long: `Retrying. ${describeFailure(status.failure)}` };
    case "asks":
      return { tone: "warn", short: "on hold", long: "On hold. Choose whether to replay" };
    case "ahead": {
      const [from, newest] = [formatGrouped(status.from), formatGrouped(status.newest)];
      return { tone: "plain", short: `from ${from}`, long: `Waiting for revision ${from}. etcd is at ${newest}` };
    }
    case "rolled-back":
      return { tone: "bad", short: "stopped", long: `Stopped. ${describeRollBack(status)}` };
    case "asleep":
      return { tone: "plain", short: "asleep", long: "Asleep while this tab is hidden" };
    case "over":
      return { tone: "bad", short: "failed", long: `Failed. ${describeFailure(status.failure)}` };
    case "stopped":
      return { tone: "plain", short: "stopped", long: "Stopped" };
    default:
      return status satisfies never;
  }
}
