/** Beside `write-outcome.ts`: a write whose response somebody no longer waits for. */
import type { WriteWords } from "./write-outcome.ts";

/** What is said of it. Stopping proves nothing: it may be on its way, or done. */
export function describeStoppedWrite({ look }: Pick<WriteWords, "look">): string {
  return `Stopped waiting for etcd. The write may or may not have happened. ${look}.`;
}
