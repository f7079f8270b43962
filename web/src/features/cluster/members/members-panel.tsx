import type { ClusterRecord } from "@etcd-explorer/shared/cluster/record/cluster-record";
import type { MemberFacts } from "@etcd-explorer/shared/cluster/verdict/facts";
import type { Finding } from "@etcd-explorer/shared/cluster/verdict/finding-groups";
import { memberName } from "@etcd-explorer/shared/model/cluster";
import { formatIdHex, type Int64 } from "@etcd-explorer/shared/model/int64";
import { Suspense, useState } from "react";
import { handlerOf, useHandlers } from "#/acts/registry.ts";
import { copyAndSay } from "#/components/copy-and-say.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import type { PlanRequest } from "#/features/cluster/plans/plan-kind.ts";
import type { MonitoredMember } from "#/features/cluster/state/cluster-model.ts";
import { memberActions } from "./member-actions.ts";
import { memberDetails } from "./member-details.ts";
import { MemberDrawer } from "./member-drawer.tsx";
import { memberRow } from "./member-row.ts";
import { MemberTable } from "./member-table.tsx";

const ChartsPanel = lazyPart(async () => (await import("#/features/cluster/charts/charts-panel.tsx")).ChartsPanel);

interface MembersPanelProps {
  readonly members: readonly MonitoredMember[];
  readonly facts: readonly MemberFacts[];
  readonly leader: Int64 | undefined;
  readonly findings: readonly Finding[];
  readonly record: ClusterRecord | undefined;
  /** When a member was looked at last, in milliseconds since 1970. */
  readonly nowMs: number;
  readonly onPlan: (request: PlanRequest) => void;
}

/** The members: charts of what the page saw, a table of what they tell, and one of them in a drawer. */
export function MembersPanel({ members, facts, leader, findings, record, nowMs, onPlan }: MembersPanelProps) {
  const [openId, setOpenId] = useState<Int64>();
  const refusals = {
    members: useHandlers((handlers) => handlerOf(handlers, "cluster.members")?.unavailable),
    moveLeader: useHandlers((handlers) => handlerOf(handlers, "cluster.move-leader")?.unavailable),
  };
  const rows = members.flatMap((monitored, at) => {
    const each = facts[at];
    return each === undefined ? [] : [memberRow(monitored, each, { all: facts, leader, findings, record, nowMs })];
  });
  const charts = members.map(({ member, monitor }, at) => ({
    id: member.id,
    name: memberName(facts[at]?.member ?? member),
    points: monitor?.points ?? [],
  }));
  const openAt = members.findIndex(({ member }) => member.id === openId);
  const [openRow, openFacts] = [rows[openAt], facts[openAt]];
  const nameOf = (idHex: string) => {
    const found = facts.find(({ member }) => formatIdHex(member.id) === idHex)?.member;
    return found === undefined ? `member ${idHex}` : memberName(found);
  };
  return (
    <>
      <Suspense fallback={<div aria-busy="true" aria-label="Loading charts" className="skeleton h-64" />}>
        <ChartsPanel members={charts} />
      </Suspense>
      <MemberTable
        rows={rows}
        onOpen={({ member }) => setOpenId(member.id)}
        actionsOf={(row) =>
          memberActions(row, {
            onOpen: ({ member }) => setOpenId(member.id),
            onCopy: (text, said) => void copyAndSay(text, said),
            onPlan,
            refusals,
          })
        }
      />
      {openRow !== undefined && openFacts !== undefined && (
        <MemberDrawer
          row={openRow}
          groups={memberDetails(openRow, openFacts, facts, nameOf, nowMs)}
          charts={charts}
          onClose={() => setOpenId(undefined)}
        />
      )}
    </>
  );
}
