import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { memberName, type Alarm } from "@etcd-explorer/shared/model/cluster";
import { formatGrouped, type Int64, type Revision } from "@etcd-explorer/shared/model/int64";
import type { MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import type { ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import type { ActId } from "#/acts/table.ts";
import { reclaimable, type MonitoredMember } from "#/features/cluster/state/cluster-model.ts";

interface MaintenancePanelProps {
  readonly members: readonly MonitoredMember[];
  readonly facts: readonly MemberFacts[];
  readonly leader: Int64 | undefined;
  /** Undefined: no member tells. */
  readonly head: Revision | undefined;
  /** Undefined: metrics do not tell. */
  readonly compacted: number | undefined;
  readonly alarms: readonly Alarm[];
  readonly canDowngrade: boolean;
  /** Some member has not been asked yet. */
  readonly isReading: boolean;
}

/** What can be done to the cluster, each as a plan that is shown before anything is sent. */
export function MaintenancePanel({
  members,
  facts,
  leader,
  head,
  compacted,
  alarms,
  canDowngrade,
  isReading,
}: MaintenancePanelProps) {
  const leading = members.find(({ member }) => member.id === leader);
  const free = reclaimable(facts);
  const notKnown = (words: string) => (isReading ? "reading…" : words);
  return (
    <section aria-label="Maintenance" className="rounded-[10px] border border-line bg-panel">
      <h2 className="px-3 py-2 text-sm text-muted">Maintenance</h2>
      {alarms.length > 0 && (
        <Row title="Alarms" act="cluster.disarm" label="Plan…" bad>
          {[...new Set(alarms.map(({ type }) => type))].join(", ")} raised
        </Row>
      )}
      <Row title="Compact history" act="cluster.compact" label="Plan…">
        {head === undefined
          ? notKnown("not known")
          : compacted === undefined
            ? `newest revision ${formatGrouped(head)}`
            : `since ${formatGrouped(Math.max(1, compacted))} · ${formatGrouped(Math.max(0, Number(head) - compacted))} revisions`}
      </Row>
      <Row title="Defragment" act="cluster.defragment" label="Plan…">
        {free === undefined ? notKnown("not known") : describeFree(free, members.length)}
      </Row>
      <Row title="Move leader" act="cluster.move-leader" label="Plan…">
        {leading === undefined ? notKnown("no leader known") : `from ${memberName(leading.member)}`}
      </Row>
      <Row title="Members" act="cluster.members" label="Manage…">
        add, promote, replace, remove
      </Row>
      {canDowngrade && (
        <Row title="Downgrade" act="cluster.downgrade" label="Plan…">
          to the previous minor version
        </Row>
      )}
    </section>
  );
}

/** `12 kB reclaimable on 2 of 3 members, followers first`. */
function describeFree(free: { readonly bytes: number; readonly members: number }, all: number): string {
  const of = free.members < all ? `${free.members} of ${all}` : String(all);
  const order = all > 1 ? ", followers first" : "";
  return `${formatBytes(free.bytes)} reclaimable on ${of} member${all === 1 ? "" : "s"}${order}`;
}

interface RowProps {
  readonly title: string;
  readonly act: ActId;
  readonly label: string;
  readonly bad?: boolean;
  readonly children: ReactNode;
}

function Row({ title, act, label, bad = false, children }: RowProps) {
  return (
    <div className="flex items-center gap-3 border-t border-line px-3 py-1.5">
      <span className="w-36 shrink-0">{title}</span>
      <span className={`min-w-0 flex-1 truncate ${bad ? "text-bad" : "text-muted"}`}>{children}</span>
      <ActButton act={act} label={label} />
    </div>
  );
}
