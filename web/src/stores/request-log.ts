/** What footer and top bar tell of requests: the last one, and of each connection its newest revision and whether it is lost. */
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { compareInt64, type Revision } from "@etcd-explorer/shared/model/int64";
import { create } from "zustand";
import type { RequestEntry } from "#/lib/request-entry.ts";

interface RequestLog {
  readonly last: RequestEntry | undefined;
  readonly revisions: Readonly<Record<string, Revision>>;
  /** Connections whose last request reached nobody. */
  readonly lost: Readonly<Record<string, boolean>>;
}

/** The failures in which nobody was reached, or nobody answered. */
const reachedNobody: ReadonlySet<string> = new Set<Failure["kind"]>(["unreachable", "timeout", "tls", "offline"]);

export const useRequestLog = create<RequestLog>()(() => ({ last: undefined, revisions: {}, lost: {} }));

/** Notes a request that has ended. A revision only ever rises: an old answer that comes late lowers nothing. */
export function noteRequest(entry: RequestEntry): void {
  useRequestLog.setState(({ revisions, lost }) => {
    const { connectionId, revision, oneMember } = entry;
    const known = revisions[connectionId];
    const newer = revision !== undefined && (known === undefined || compareInt64(revision, known) > 0);
    const isLost = reachedNobody.has(String(entry.outcome));
    const turned = oneMember !== true && (lost[connectionId] ?? false) !== isLost;
    return {
      last: entry,
      revisions: newer ? { ...revisions, [connectionId]: revision } : revisions,
      lost: turned ? { ...lost, [connectionId]: isLost } : lost,
    };
  });
}

/** Notes that etcd's data went back to a revision: what was newer is no more. */
export function lowerRevision(connectionId: string, revision: Revision): void {
  useRequestLog.setState(({ revisions }) => ({ revisions: { ...revisions, [connectionId]: revision } }));
}

/** Notes a revision that was told without a request, as by a watch. */
export function noteRevision(connectionId: string, revision: Revision): void {
  useRequestLog.setState(({ revisions }) => {
    const known = revisions[connectionId];
    if (known !== undefined && compareInt64(revision, known) <= 0) return {};
    return { revisions: { ...revisions, [connectionId]: revision } };
  });
}
