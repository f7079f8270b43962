/** What can be done to one member, as the items of its menu. */
import { hasStarted } from "@etcd-explorer/shared/model/cluster";
import type { PlanRequest } from "#/features/cluster/plans/plan-kind.ts";
import type { MenuItem } from "#/ui/menu-items.tsx";
import type { MemberRow } from "./member-row.ts";

interface ActionContext {
  readonly onOpen: (row: MemberRow) => void;
  readonly onCopy: (text: string, said: string) => void;
  readonly onPlan: (request: PlanRequest) => void;
  /** Why a plan about members, or of a new leader, cannot be made just now. */
  readonly refusals: { readonly members: string | undefined; readonly moveLeader: string | undefined };
}

/** The items that make sense for a member as it is; those that do not now say why. */
export function memberActions(
  row: MemberRow,
  { onOpen, onCopy, onPlan, refusals }: ActionContext,
): readonly MenuItem[] {
  const { member, name } = row;
  const change = (kind: "replace" | "promote" | "update" | "remove") => () =>
    onPlan({ kind: "members", change: kind, memberId: member.id });
  const unavailable = refusals.members;
  const follows = !row.isLeader && !row.isDown && !member.isLearner && hasStarted(member);
  return [
    { id: "metrics", label: "Show metrics", onPick: () => onOpen(row) },
    { id: "copy-id", label: "Copy ID", onPick: () => onCopy(row.idHex, `Copied the ID of ${name}`) },
    ...(follows
      ? [
          {
            id: "lead",
            label: "Make leader…",
            onPick: () => onPlan({ kind: "move-leader", memberId: member.id }),
            unavailable: refusals.moveLeader,
          },
        ]
      : []),
    ...(member.isLearner ? [{ id: "promote", label: "Promote…", onPick: change("promote"), unavailable }] : []),
    { id: "update", label: "Change peer URLs…", onPick: change("update"), unavailable },
    { id: "replace", label: "Replace…", onPick: change("replace"), unavailable, danger: true },
    { id: "remove", label: "Remove…", onPick: change("remove"), unavailable, danger: true },
  ];
}
