import { useMutation } from "@tanstack/react-query";
import { failureOf, describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatIdHex, zeroRevision, type Int64 } from "@etcd-explorer/shared/model/int64";
import { unknown } from "@etcd-explorer/shared/cluster/verdict/facts";
import { judge } from "@etcd-explorer/shared/cluster/verdict/verdict";
import { Download, RefreshCw } from "lucide-react";
import { useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { snapshotRefusal } from "#/api/connection/connection.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { notify } from "#/stores/notices.ts";
import { refreshChoices, setRefresh, useRefresh } from "#/stores/refresh.ts";
import { Button } from "#/ui/button.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import * as model from "#/features/cluster/state/cluster-model.ts";
import { compareHashes } from "#/features/cluster/panels/compare-hashes.ts";
import { EventsPanel } from "#/features/cluster/panels/events-panel.tsx";
import { MaintenancePanel } from "#/features/cluster/panels/maintenance-panel.tsx";
import { MembersPanel } from "#/features/cluster/members/members-panel.tsx";
import type { PlanRequest } from "#/features/cluster/plans/plan-kind.ts";
import { SameDataPanel } from "#/features/cluster/panels/same-data-panel.tsx";
import { useCluster, type ClusterState } from "#/features/cluster/state/use-cluster.ts";
import { useClusterRecord } from "#/features/cluster/state/use-cluster-record.ts";
import { usePlanActs } from "#/features/cluster/plans/use-plan-acts.ts";
import { VerdictPanel } from "#/features/cluster/findings/verdict-panel.tsx";

const PlanDialog = lazyDialog(async () => (await import("#/features/cluster/plans/plan-dialog.tsx")).PlanDialog);
const SnapshotDialog = lazyDialog(
  async () => (await import("#/features/cluster/snapshot/snapshot-dialog.tsx")).SnapshotDialog,
);

const notListed = unknown("the members are not listed yet");

/** Health first, then the evidence, then what can be done about it. */
export function ClusterScreen() {
  const cluster = useCluster();
  useAct("cluster.refresh", () => void cluster.refresh());
  if (cluster.failure !== undefined) {
    const retry = <Button onClick={() => void cluster.refresh()}>Retry</Button>;
    return <ScreenFailure screen="Cluster" failure={cluster.failure} actions={retry} />;
  }
  if (cluster.members === undefined || cluster.clusterId === undefined) return <Asking />;
  return <Known cluster={cluster} clusterId={cluster.clusterId} members={cluster.members} />;
}

function Asking() {
  usePlanActs({ members: undefined, alarms: notListed }, () => undefined);
  return (
    <div aria-busy="true" aria-label="Loading cluster" className="grid gap-3 p-6">
      <div className="skeleton h-7 w-40" />
      <div className="skeleton h-16" />
      <div className="skeleton h-52" />
    </div>
  );
}

interface KnownProps {
  readonly cluster: ClusterState;
  readonly clusterId: Int64;
  readonly members: readonly model.MonitoredMember[];
}

function Known({ cluster, clusterId, members }: KnownProps) {
  const { connection } = useConnected();
  const [plan, setPlan] = useState<PlanRequest>();
  const [snapshot, setSnapshot] = useState(false);
  const [checks, setChecks] = useState(false);
  const compare = useMutation({
    mutationFn: () => compareHashes(cluster.admin, members),
    onError: (error) => notify(describeFailure(failureOf(error)), "bad"),
  });
  const facts = model.clusterFacts(members, compare.data);
  const verdict = judge(facts);
  const record = useClusterRecord({
    connectionId: connection.id,
    clusterId,
    members,
    facts,
    verdict,
    lookedAtMs: cluster.lookedAtMs,
  });
  const memberFacts = facts.members.kind === "known" ? facts.members.value : [];
  const leader = model.leaderOf(memberFacts);
  const alarms = facts.alarms.kind === "known" ? facts.alarms.value : [];
  const head = model.headRevision(members);
  const compacted = model.compactedRevision(memberFacts);
  const isReading = members.some(({ monitor }) => monitor === undefined);
  const canDowngrade = members.some(
    ({ monitor }) => monitor?.status.kind === "known" && monitor.status.value.storageVersion !== undefined,
  );
  usePlanActs({ members, alarms: facts.alarms }, (kind) => setPlan({ kind }));
  useAct("cluster.checks", () => setChecks((shown) => !shown));
  useAct("cluster.snapshot", () => setSnapshot(true), snapshotRefusal(connection));
  const unasked = isReading ? "Still reading the cluster" : undefined;
  useAct("cluster.compare", () => compare.mutate(), compare.isPending ? "Comparing members" : unasked);

  return (
    <div className="h-full overflow-auto px-5 py-4">
      <div className="mx-auto flex max-w-[1600px] flex-col gap-3.5">
        <header className="flex items-center gap-2.5 max-md:flex-wrap">
          <h1 className="text-xl font-semibold">Cluster</h1>
          <span className="font-mono text-muted" title={`decimal ${clusterId}`}>
            {formatIdHex(clusterId)}
          </span>
          <div className="flex-1" />
          <RefreshChoice />
          <ActButton act="cluster.refresh" label="Refresh" icon={<RefreshCw />} />
          <ActButton act="cluster.snapshot" label="Snapshot" icon={<Download />} />
        </header>
        <VerdictPanel
          verdict={verdict}
          record={record}
          isReading={isReading}
          open={checks}
          onToggle={() => setChecks(!checks)}
        />
        <MembersPanel
          members={members}
          facts={memberFacts}
          leader={leader}
          findings={verdict.findings}
          record={record}
          nowMs={cluster.lookedAtMs}
          onPlan={setPlan}
        />
        <div className="grid grid-cols-[5fr_4fr] items-start gap-3 max-md:grid-cols-[minmax(0,1fr)]">
          <div className="flex flex-col gap-3">
            <EventsPanel record={record} />
            <SameDataPanel members={members} hashes={compare.data} busy={compare.isPending} />
          </div>
          <MaintenancePanel
            members={members}
            facts={memberFacts}
            leader={leader}
            head={head}
            compacted={compacted}
            alarms={alarms}
            canDowngrade={canDowngrade}
            isReading={isReading}
          />
        </div>
      </div>
      {plan !== undefined && (
        <PlanDialog
          request={plan}
          cluster={{
            members,
            facts: memberFacts,
            leader,
            alarms,
            head: head ?? zeroRevision,
            compacted,
            admin: cluster.admin,
          }}
          readAtMs={cluster.readAtMs}
          isOldList={cluster.isOldList}
          onAsk={cluster.refresh}
          onClose={() => {
            setPlan(undefined);
            void cluster.refresh();
          }}
        />
      )}
      {snapshot && (
        <SnapshotDialog admin={cluster.admin} members={members} leader={leader} onClose={() => setSnapshot(false)} />
      )}
    </div>
  );
}

const refreshWords = (choice: number) => (choice === 0 ? "Manual refresh" : `Refresh every ${choice} s`);

function RefreshChoice() {
  const seconds = useRefresh((state) => state.seconds);
  return (
    <SelectField
      bare
      label="Refresh interval"
      value={String(seconds)}
      onPick={(value) => setRefresh(Number(value))}
      options={refreshChoices.map((choice) => ({ value: String(choice), label: refreshWords(choice) }))}
      className="w-44"
    />
  );
}
