/** When revisions of a cluster were written, as far as this browser can know. */
import { useQuery } from "@tanstack/react-query";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { revisionAt, type RevisionAt, type RevisionTime } from "@etcd-explorer/shared/read/clock/time-of";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { useClocks } from "./clock-store.ts";
import { timeBy, useInferredTimes } from "./inferred-times.ts";
import { kubernetesTimeQuery } from "./kubernetes-time.ts";

/** The clock of one cluster. */
export interface RevisionClock {
  timeOf(revision: Revision): RevisionTime;
  /** From where one has to read to miss nothing that was written since a moment. */
  revisionAt(ms: number): RevisionAt | undefined;
}

/** The clock of the connection; it changes while revisions are seen. For a list: one hook for all its rows. */
export function useRevisionClock(): RevisionClock {
  return useClockOf(useConnected().connection.id);
}

/** When a revision was written. */
export function useRevisionTime(revision: Revision): RevisionTime {
  return useRevisionClock().timeOf(revision);
}

/**
 * The same, and where this browser has not seen it, the nodes of Kubernetes are asked: for one revision, not for lists.
 * What they tell every other place tells from then on.
 */
export function useInferredTime(connection: Connection, revision: Revision): RevisionTime {
  const time = useClockOf(connection.id).timeOf(revision);
  useQuery({ ...kubernetesTimeQuery(connection, revision), enabled: time.kind !== "known" });
  return time;
}

function useClockOf(connectionId: string): RevisionClock {
  const pairs = useClocks((clocks) => clocks[connectionId]) ?? [];
  const inferred = useInferredTimes((all) => all[connectionId]);
  return { timeOf: (revision) => timeBy(pairs, inferred, revision), revisionAt: (ms) => revisionAt(pairs, ms) };
}
