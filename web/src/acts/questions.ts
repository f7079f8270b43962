/**
 * Which act asks what, on which kind of connection: the one table. Every dialog reads it through components/question-dialog.tsx or
 * use-question.tsx; `questions.test.ts` fails where something writes and does not stand here.
 */
import type { AdminRequest } from "@etcd-explorer/shared/model/admin-request";
import { rootName } from "@etcd-explorer/shared/model/auth";
import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import type { Plan } from "@etcd-explorer/shared/cluster/plans/plan";

/**
 * `nothing`: done at once. `confirm`: a dialog says what comes of it. `review`: all that would be written is shown.
 * `type-name`: as `confirm`, and the connection's name is typed.
 */
export type Question = "nothing" | "confirm" | "review" | "type-name";

interface Rule {
  readonly usually: Question;
  readonly onProduction: Question;
  /** Whether a typed name counts for further acts of this kind, for some minutes. Unless false, it does. */
  readonly remembers?: boolean;
}

const free: Rule = { usually: "nothing", onProduction: "nothing" };
const shown: Rule = { usually: "nothing", onProduction: "review" };
const told: Rule = { usually: "confirm", onProduction: "confirm" };
/** Can be done the other way round again, but others feel it at once. */
const felt: Rule = { usually: "nothing", onProduction: "type-name" };
/** Takes something away, or cannot be taken back. */
const grave: Rule = { usually: "confirm", onProduction: "type-name" };
/** So much at once that it is typed everywhere, and every time. */
const large: Rule = { usually: "type-name", onProduction: "type-name", remembers: false };

/** Every act that writes, by what it does to the data. */
export const writeActs = {
  "key.save": shown,
  "key.create": shown,
  "key.duplicate": shown,
  // The old name is deleted.
  "key.rename": { usually: "nothing", onProduction: "type-name" },
  "key.delete": grave,
  // An earlier version is written as a new one; what it replaces stays in the history.
  "key.restore": { usually: "review", onProduction: "review" },
  // Another lease, or none.
  "key.change-lease": told,
  // A key that lasts gets a lease: etcd deletes it when the lease ends.
  "key.let-expire": grave,

  // What was written is written back.
  "write.undo": { usually: "nothing", onProduction: "confirm" },
  // Undoing a creation or a copy deletes keys.
  "write.undo-deleting": felt,

  "bulk.delete": grave,
  "bulk.copy": grave,
  "bulk.move": grave,
  "bulk.lease": grave,
  "bulk.large": large,
  // Keys as they were, or as another side has them.
  restore: grave,
  "restore.large": large,
  import: grave,
  "import.large": large,

  "txn.commit": grave,
  "console.write": felt,
  "console.destroy": grave,

  "lease.grant": free,
  "lease.keep-alive": free,
  "lease.revoke": grave,
  "lease.revoke-empty": told,
  "lock.release": grave,

  "user.create": free,
  "role.create": free,
  "user.delete": grave,
  "role.delete": grave,
  "user.grant-role": felt,
  "user.grant-root": grave,
  "user.revoke-role": grave,
  "role.grant-permission": felt,
  "role.revoke-permission": grave,
  "user.own-password": { usually: "nothing", onProduction: "confirm" },
  "user.other-password": grave,
  "auth.enable": grave,
  "auth.disable": grave,

  "cluster.compact": grave,
  "cluster.defragment": grave,
  "cluster.move-leader": grave,
  "cluster.add-member": grave,
  "cluster.promote-member": grave,
  "cluster.update-member": grave,
  "cluster.remove-member": grave,
  "cluster.disarm-alarm": grave,
  "cluster.downgrade": grave,
  // It writes nothing, but reads everything: password hashes too.
  "cluster.snapshot": told,
} as const satisfies Record<string, Rule>;

export type WriteAct = keyof typeof writeActs;

/** From the mildest to the gravest. */
const gravity: readonly Question[] = ["nothing", "confirm", "review", "type-name"];

/** What is asked before all of these acts together: the gravest question of any. */
export function questionOf(acts: WriteAct | readonly WriteAct[], isProduction: boolean): Question {
  const asked = (typeof acts === "string" ? [acts] : acts).map((act) => {
    const { usually, onProduction } = writeActs[act];
    return gravity.indexOf(isProduction ? onProduction : usually);
  });
  return gravity[Math.max(0, ...asked)] ?? "type-name";
}

/**
 * The kind of these acts together, by which a typed name is remembered; undefined: the name is typed every time.
 * `variety`: what kind of act it is, where one row stands for several, as for the commands of the console.
 */
export function kindOf(acts: WriteAct | readonly WriteAct[], variety?: string): string | undefined {
  const all = [...new Set(typeof acts === "string" ? [acts] : acts)].toSorted();
  const rules = all.map((act): Rule => writeActs[act]);
  if (rules.some(({ remembers }) => remembers === false)) return undefined;
  return [...all, ...(variety === undefined ? [] : [variety])].join(" ");
}

/** The act that a request to the cluster is; undefined: it only reads. `own`: who is signed in. */
export function actOfRequest(request: AdminRequest, own: string): WriteAct | undefined {
  switch (request.kind) {
    case "status":
    case "alarm-list":
    case "hash-kv":
    case "member-list":
    case "auth-status":
    case "authenticate":
    case "user-list":
    case "user-get":
    case "role-list":
    case "role-get":
      return undefined;
    case "alarm-disarm":
      return "cluster.disarm-alarm";
    case "defragment":
      return "cluster.defragment";
    case "move-leader":
      return "cluster.move-leader";
    case "downgrade":
      return request.action === "VALIDATE" ? undefined : "cluster.downgrade";
    case "compact":
      return "cluster.compact";
    case "member-add":
      return "cluster.add-member";
    case "member-promote":
      return "cluster.promote-member";
    case "member-update":
      return "cluster.update-member";
    case "member-remove":
      return "cluster.remove-member";
    case "auth-enable":
      return "auth.enable";
    case "auth-disable":
      return "auth.disable";
    case "user-add":
      return "user.create";
    case "user-delete":
      return "user.delete";
    case "user-password":
      return request.user === own ? "user.own-password" : "user.other-password";
    case "user-grant":
      return request.role === rootName ? "user.grant-root" : "user.grant-role";
    case "user-revoke":
      return "user.revoke-role";
    case "role-add":
      return "role.create";
    case "role-delete":
      return "role.delete";
    case "role-grant":
      return "role.grant-permission";
    case "role-revoke":
      return "role.revoke-permission";
    default:
      return request satisfies never;
  }
}

/** The acts that a plan's steps are. */
export function actsOfPlan({ steps }: Pick<Plan, "steps">): readonly WriteAct[] {
  return steps.flatMap((step) => {
    const act = step.kind === "request" ? actOfRequest(step.request, "") : undefined;
    return act === undefined ? [] : [act];
  });
}

/** Above so many keys a bulk act or an import is typed on every connection. */
export const freeKeys = 1000;

/** The row of a bulk act or an import of so many keys. */
export function actOfMany(
  act: "bulk.delete" | "bulk.copy" | "bulk.move" | "bulk.lease" | "import" | "restore",
  keys: number,
): WriteAct {
  if (keys <= freeKeys) return act;
  if (act === "import") return "import.large";
  return act === "restore" ? "restore.large" : "bulk.large";
}

/** Undoing the creation of a key deletes it, which counts for more. */
export function actOfUndo(writes: readonly DoneWrite[]): WriteAct {
  const deletes = writes.some(({ changes }) => changes.some(({ before }) => before === undefined));
  return deletes ? "write.undo-deleting" : "write.undo";
}
