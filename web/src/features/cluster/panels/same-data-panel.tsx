import { memberName } from "@etcd-explorer/shared/model/cluster";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { HashFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import { GitCompareArrows } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { Badge } from "#/ui/badge.tsx";
import type { MonitoredMember } from "#/features/cluster/state/cluster-model.ts";

interface SameDataPanelProps {
  readonly members: readonly MonitoredMember[];
  readonly hashes: HashFacts | undefined;
  readonly busy: boolean;
}

/** Whether every member holds the same data: a hash of one revision, asked of each. */
export function SameDataPanel({ members, hashes, busy }: SameDataPanelProps) {
  const told = (hashes?.byMember ?? []).flatMap(({ hash }) => (hash.kind === "known" ? [hash.value.hash] : []));
  const usual = mostCommon(told);
  return (
    <section aria-label="Data comparison" className="flex flex-col rounded-[10px] border border-line bg-panel">
      <header className="flex items-center justify-between px-3 py-2 text-sm text-muted">
        <h2>Data comparison</h2>
        {hashes !== undefined && <span>hash at revision {formatGrouped(hashes.revision)}</span>}
      </header>
      {members.map(({ member }) => {
        const found = hashes?.byMember.find(({ memberId }) => memberId === member.id)?.hash;
        return (
          <div key={member.id} className="flex h-8 items-center gap-3 border-t border-line px-3">
            <span className="font-mono">{memberName(member)}</span>
            <span className="ml-auto min-w-0 truncate">
              {found === undefined && <span className="text-muted">not compared yet</span>}
              {found?.kind === "unknown" && (
                <span className="text-sm text-muted" title={found.why}>
                  {found.why}
                </span>
              )}
              {found?.kind === "known" && <span className="font-mono">{found.value.hash}</span>}
            </span>
            {found?.kind === "known" && (
              <Badge tone={found.value.hash === usual ? "ok" : "bad"}>{found.value.hash === usual ? "=" : "≠"}</Badge>
            )}
          </div>
        );
      })}
      <div className="flex-1" />
      <div className="flex items-center gap-3 border-t border-line px-3 py-1.5">
        <span className="flex-1 text-sm text-muted">Each member reads its whole keyspace once.</span>
        <ActButton act="cluster.compare" label="Compare" busy={busy} icon={<GitCompareArrows />} />
      </div>
    </section>
  );
}

function mostCommon(hashes: readonly number[]): number | undefined {
  const groups = [...Map.groupBy(hashes, (hash) => hash)].toSorted(([, a], [, b]) => b.length - a.length);
  return groups[0]?.[0];
}
