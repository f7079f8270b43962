import { memberName } from "@etcd-explorer/shared/model/cluster";
import * as plans from "@etcd-explorer/shared/cluster/plans/member-plans";
import type { Planned } from "@etcd-explorer/shared/cluster/plans/plan";
import { useState, type ReactNode } from "react";
import { CheckField } from "#/ui/check-field.tsx";
import { Field } from "#/ui/field.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import { memberOptions } from "./plan-forms.tsx";
import { memberStates, type MemberChange, type PlannedCluster, type PlanRequest } from "./plan-kind.ts";

const changes: readonly { readonly value: MemberChange; readonly label: string }[] = [
  { value: "add", label: "Add a member" },
  { value: "replace", label: "Replace a member" },
  { value: "promote", label: "Promote a learner" },
  { value: "update", label: "Change peer URLs" },
  { value: "remove", label: "Remove a member" },
];

interface MembersFormProps {
  readonly request: PlanRequest;
  readonly cluster: PlannedCluster;
  readonly children: (planned: Planned) => ReactNode;
}

/** Who belongs to the cluster: one change at a time. */
export function MembersForm({ request, cluster, children }: MembersFormProps) {
  const states = memberStates(cluster);
  const members = states.map(({ member }) => member);
  const dead = states.find(({ alive }) => alive === false)?.member;
  const [change, setChange] = useState<MemberChange>(request.change ?? (dead === undefined ? "add" : "replace"));
  const [picked, setPicked] = useState<string | undefined>(request.memberId);
  const [name, setName] = useState("");
  const [urls, setUrls] = useState("");
  const about = change === "promote" ? members.filter(({ isLearner }) => isLearner) : members;
  const member =
    about.find(({ id }) => id === picked) ??
    (change === "replace" || change === "remove" ? dead : undefined) ??
    about[0];
  const peerUrls = urls.split(/[\s,]+/).filter((url) => url !== "");
  const added = { name: name.trim(), peerUrls };
  const [staysLearner, setStaysLearner] = useState(false);

  const plan = (): Planned => {
    if (change === "add") return plans.planAdd({ ...added, staysLearner }, states);
    if (member === undefined) return { refused: change === "promote" ? "There is no learner." : "There is no member." };
    switch (change) {
      case "replace":
        return plans.planReplace(member, added, states, cluster.leader);
      case "promote":
        return plans.planPromote(member, states);
      case "update":
        return plans.planUpdate(member, peerUrls, states);
      case "remove":
        return plans.planRemove(member, states, cluster.leader);
      default:
        return change satisfies never;
    }
  };

  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        <SelectField
          label="What"
          value={change}
          options={changes}
          onPick={(value) => setChange(changes.find((each) => each.value === value)?.value ?? "add")}
        />
        {change !== "add" && member !== undefined && (
          <SelectField label="Which member" value={member.id} onPick={setPicked} options={memberOptions(about)} />
        )}
        {(change === "add" || change === "replace") && (
          <Field
            label="Name of the new member"
            value={name}
            placeholder="etcd-4"
            onChange={(event) => setName(event.target.value)}
          />
        )}
        {(change === "add" || change === "replace" || change === "update") && (
          <Field
            label={
              change === "update"
                ? `New peer URLs of ${member === undefined ? "it" : memberName(member)}`
                : "Its peer URLs"
            }
            mono
            value={urls}
            placeholder="http://10.0.0.7:2380"
            onChange={(event) => setUrls(event.target.value)}
          />
        )}
      </div>
      {change === "add" && (
        <CheckField checked={staysLearner} onToggle={setStaysLearner} label="Keep it a learner, without a vote" />
      )}
      {children(plan())}
    </>
  );
}
