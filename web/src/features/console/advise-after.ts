import type { Failure } from "@etcd-explorer/shared/failure";
import { adviseFailure } from "#/lib/failure-advice.ts";

/** gRPC's codes of refusals that have a cause beyond the command itself. */
const causedElsewhere: ReadonlySet<number> = new Set([7, 8, 16]);

/** What to try after a failed command. etcd's words about the command itself need none. */
export function adviseAfter(failure: Failure): string | undefined {
  if (failure.kind === "rejected" && !causedElsewhere.has(failure.code)) return undefined;
  return adviseFailure(failure);
}
