import { memberName, type Member } from "@etcd-explorer/shared/model/cluster";
import { formatGrouped, parseRevision, zeroRevision } from "@etcd-explorer/shared/model/int64";
import * as plans from "@etcd-explorer/shared/cluster/plans/maintenance-plans";
import type { Planned } from "@etcd-explorer/shared/cluster/plans/plan";
import { useState, type ReactNode } from "react";
import { CheckField } from "#/ui/check-field.tsx";
import { Field } from "#/ui/field.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import { quotasOf } from "#/features/cluster/state/cluster-model.ts";
import { memberStates, type PlannedCluster, type PlanRequest } from "./plan-kind.ts";

interface PlanFormProps {
  readonly request: PlanRequest;
  readonly cluster: PlannedCluster;
  readonly children: (planned: Planned) => ReactNode;
}

export const memberOptions = (members: readonly Member[]) =>
  members.map((member) => ({ value: member.id, label: memberName(member) }));

/** Which revisions are dropped. */
export function CompactForm({ cluster: { head, compacted }, children }: PlanFormProps) {
  const [by, setBy] = useState<"keep" | "revision">("keep");
  const [keep, setKeep] = useState(String(plans.keptByDefault));
  const [wanted, setWanted] = useState("");
  const [physical, setPhysical] = useState(false);
  const [allowHead, setAllowHead] = useState(false);
  const kept = /^\d{1,15}$/.test(keep) ? Number(keep) : undefined;
  const keeping = kept === undefined ? undefined : plans.revisionKeeping(head, kept);
  const revision = by === "keep" ? keeping : parseRevision(wanted.trim());
  const asksHead = revision === head;
  const dropped = revision === undefined ? undefined : plans.droppedRevisions(revision, compacted);
  const planned: Planned =
    revision === undefined
      ? { refused: "Enter a number of revisions." }
      : plans.planCompact({ revision, head, physical, allowHead });
  return (
    <>
      <fieldset className="grid gap-2">
        <legend className="sr-only">What to drop</legend>
        <p className="text-muted">
          Newest revision: {formatGrouped(head)}
          {compacted !== undefined && ` · history since ${formatGrouped(Math.max(1, compacted))}`}
        </p>
        <div className="grid grid-cols-2 gap-3">
          <SelectField
            label="Compact"
            value={by}
            onPick={(value) => setBy(value === "revision" ? "revision" : "keep")}
            options={[
              { value: "keep", label: "Keep the newest revisions" },
              { value: "revision", label: "Up to a revision" },
            ]}
          />
          {by === "keep" ? (
            <Field
              label="Revisions to keep"
              inputMode="numeric"
              value={keep}
              onChange={(event) => setKeep(event.target.value)}
            />
          ) : (
            <Field
              label="Revision"
              inputMode="numeric"
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
            />
          )}
        </div>
        {dropped !== undefined && revision !== zeroRevision && <p>Drops {formatGrouped(dropped)} revisions.</p>}
        <CheckField checked={physical} onToggle={setPhysical} label="Wait until the revisions are removed (physical)" />
        {asksHead && <HeadConsent given={allowHead} onGive={setAllowHead} />}
      </fieldset>
      {children(planned)}
    </>
  );
}

/** Without it no plan drops all history. */
function HeadConsent({ given, onGive }: { readonly given: boolean; readonly onGive: (given: boolean) => void }) {
  return <CheckField checked={given} onToggle={onGive} label="Drop all history, up to the newest revision" />;
}

/** The members that are not known to be away, and those that are. */
function answering(cluster: PlannedCluster): { readonly members: readonly Member[]; readonly away: readonly Member[] } {
  const states = memberStates(cluster);
  const of = (away: boolean) => states.filter(({ alive }) => (alive === false) === away).map(({ member }) => member);
  return { members: of(false), away: of(true) };
}

/** Which members are defragmented. */
export function DefragmentForm({ cluster, children }: PlanFormProps) {
  const { members, away } = answering(cluster);
  const [only, setOnly] = useState("all");
  const chosen = only === "all" ? members : members.filter(({ id }) => id === only);
  return (
    <>
      {members.length > 1 && (
        <SelectField
          label="Members"
          value={only}
          onPick={setOnly}
          options={[{ value: "all", label: "All, followers first" }, ...memberOptions(members)]}
        />
      )}
      {children(plans.planDefragment(chosen, cluster.leader, away))}
    </>
  );
}

/** Which member leads next. */
export function MoveLeaderForm({ request, cluster, children }: PlanFormProps) {
  const { members } = answering(cluster);
  const leader = members.find(({ id }) => id === cluster.leader);
  const others = members.filter(({ id, isLearner }) => id !== cluster.leader && !isLearner);
  const [picked, setPicked] = useState<string | undefined>(request.memberId);
  const target = others.find(({ id }) => id === picked) ?? others[0];
  const planned: Planned =
    leader === undefined || target === undefined
      ? { refused: leader === undefined ? "No leader known." : "No other voting member answers." }
      : plans.planMoveLeader(leader, target);
  return (
    <>
      {target !== undefined && (
        <SelectField label="New leader" value={target.id} onPick={setPicked} options={memberOptions(others)} />
      )}
      {children(planned)}
    </>
  );
}

/** Only disarm, or make space first. */
export function DisarmForm({ cluster, children }: PlanFormProps) {
  const { alarms, head, leader } = cluster;
  const full = alarms.some(({ type }) => type === "NOSPACE");
  const [how, setHow] = useState("reclaim");
  // Half of a short history rather than more than there is of it.
  const [keep, setKeep] = useState(String(Math.min(1000, Math.floor(Number(head) / 2))));
  const [allowHead, setAllowHead] = useState(false);
  const { members, away } = answering(cluster);
  const quotas = quotasOf(cluster.facts);
  const revision = plans.revisionKeeping(head, /^\d{1,15}$/.test(keep) ? Number(keep) : plans.keptByDefault);
  const reclaim = full && how === "reclaim";
  const planned = reclaim
    ? plans.planReclaim({ revision, head, physical: true, allowHead, members, away, leader, alarms, quotas })
    : plans.planDisarm(alarms, members, quotas);
  return (
    <>
      {full && (
        <div className="grid grid-cols-2 gap-3">
          <SelectField
            label="Space"
            value={how}
            onPick={setHow}
            options={[
              { value: "reclaim", label: "Compact and defragment first" },
              { value: "disarm", label: "Only disarm: space is free already" },
            ]}
          />
          {reclaim && (
            <Field
              label="Revisions to keep"
              inputMode="numeric"
              value={keep}
              onChange={(event) => setKeep(event.target.value)}
            />
          )}
        </div>
      )}
      {reclaim && revision === head && <HeadConsent given={allowHead} onGive={setAllowHead} />}
      {children(planned)}
    </>
  );
}

/** To which version the cluster may go down. */
export function DowngradeForm({ cluster, children }: PlanFormProps) {
  const status = cluster.members.flatMap(({ monitor }) =>
    monitor?.status.kind === "known" ? [monitor.status.value] : [],
  )[0];
  const [major = "3", minor = "6"] = status?.version.split(".") ?? [];
  const [version, setVersion] = useState(`${major}.${Math.max(0, Number(minor) - 1)}.0`);
  const underWay = status?.downgradeTarget !== undefined;
  const planned = underWay ? { plan: plans.downgradeCancelPlan } : plans.planDowngrade(version);
  return (
    <>
      {!underWay && <Field label="Version" value={version} onChange={(event) => setVersion(event.target.value)} />}
      {underWay && <p>A downgrade to {status.downgradeTarget} is in progress.</p>}
      {children(planned)}
    </>
  );
}
