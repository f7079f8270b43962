import { useQuery } from "@tanstack/react-query";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { CompareProgress } from "@etcd-explorer/shared/read/compare/compare-request";
import { countDifferences } from "@etcd-explorer/shared/read/compare/difference";
import { openEnd } from "@etcd-explorer/shared/model/range";
import { readHorizon } from "@etcd-explorer/shared/read/history/horizon";
import { wantedChange } from "@etcd-explorer/shared/write/apply/wanted-change";
import { useId, useState } from "react";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { useConnected, type Connected } from "#/api/connection/connection-context.tsx";
import { askOldest } from "#/api/past/oldest-query.ts";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import { pastOf } from "#/stores/write-history.ts";
import { readDifferences } from "./read-differences.ts";
import type { RestoreScope } from "./restore-scope.ts";

export interface RestorePlan {
  readonly review: ChangeReview;
  /** What the plan is about and has no room for. */
  readonly unlisted: number;
}

/** What a restore goes back to. */
export type ChosenRevision =
  | { readonly kind: "revision"; readonly revision: Revision }
  /** It is found when the plan is made. */
  | { readonly kind: "oldest" };

export type RestoreKind = "restore" | "undelete";

interface PlanWanted {
  readonly scope: RestoreScope;
  readonly kind: RestoreKind;
  readonly wanted: ChosenRevision;
}

/** Compares a past revision with now, and makes the plan that leads back; leaving gives it up. */
export function useRestorePlan({ scope, kind, wanted }: PlanWanted) {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const id = useId();
  const [progress, setProgress] = useState<CompareProgress>();
  const plan = useQuery({
    queryKey: etcdCache.restorePlan(
      connection.id,
      id,
      kind,
      wanted.kind === "revision" ? wanted.revision : wanted.kind,
    ),
    queryFn: async ({ signal }): Promise<RestorePlan> => {
      const past = pastOf(connection.id);
      const revision = wanted.kind === "revision" ? wanted.revision : await oldestRevision(connected, scope, signal);
      const read = await readDifferences({
        connection: { id: connection.id, target: connection.target },
        call: etcd,
        scope,
        revision,
        signal,
        onProgress: setProgress,
      });
      const listed = kind === "restore" ? read.found : read.found.filter((one) => one.kind === "only-left");
      const changes = listed.map((difference) => wantedChange(difference, "right"));
      const source = { connection, revision, past };
      return {
        review: {
          what: scope.what,
          source,
          target: { connection, revision: read.now, past },
          changes,
          reads: scope.ranges,
        },
        unlisted: kind === "restore" ? countDifferences(read.unlisted) : read.unlisted["only-left"],
      };
    },
    gcTime: 0,
    staleTime: Infinity,
  });
  return { plan, progress };
}

/** The oldest revision that etcd still has. Any key of the restore will do to ask for it: it may be read. */
async function oldestRevision(
  { connection, etcd }: Connected,
  { keys, prefixes }: RestoreScope,
  signal: AbortSignal,
): Promise<Revision> {
  const named = keys[0] ?? prefixes[0];
  const key = named === undefined || named.length === 0 ? openEnd : named;
  const readNewest = async (): Promise<Revision> => {
    const { header } = await etcd.range({ key, keysOnly: true }, signal);
    if (header === undefined) throw new Error("the response to a range has no header");
    return header.revision;
  };
  const ask = (compacted: Revision) => askOldest(connection, { key, compacted }, signal);
  return await readHorizon(etcd, { key, readNewest, askOldest: ask }, signal);
}
