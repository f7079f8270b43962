/** What the footer and the top bar tell of requests: the last one, and the newest revision seen of each connection. */
import { compareInt64, type Revision } from "@etcd-explorer/shared/int64";
import { create } from "zustand";
import type { RequestEntry } from "#/api/etcd-client.ts";

interface RequestLog {
  readonly last: RequestEntry | undefined;
  readonly revisions: Readonly<Record<string, Revision>>;
}

export const useRequestLog = create<RequestLog>()(() => ({ last: undefined, revisions: {} }));

/** Notes a request that has ended. A revision only ever rises: an old answer that comes late lowers nothing. */
export function noteRequest(entry: RequestEntry): void {
  useRequestLog.setState(({ revisions }) => {
    const { connectionId, revision } = entry;
    const known = revisions[connectionId];
    const newer = revision !== undefined && (known === undefined || compareInt64(revision, known) > 0);
    return { last: entry, revisions: newer ? { ...revisions, [connectionId]: revision } : revisions };
  });
}
