import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { asValue } from "@etcd-explorer/shared/model/bytes";
import { planAdd } from "@etcd-explorer/shared/cluster/plans/member-plans";
import * as plans from "@etcd-explorer/shared/cluster/plans/maintenance-plans";
import { describe, expect, test } from "vitest";
import {
  actOfMany,
  actOfRequest,
  actOfUndo,
  actsOfPlan,
  freeKeys,
  questionOf,
  writeActs,
  type WriteAct,
} from "./questions.ts";

const isWriteAct = (name: string): name is WriteAct => name in writeActs;
const acts = Object.keys(writeActs).filter(isWriteAct);

const source = join(import.meta.dirname, "..");
const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(source, file), "utf8") }));

/** What sends something that may write. A transaction that only reads is named below as well. */
const sends = new RegExp(
  [
    String.raw`\betcd\s*\.(?:txn|leaseGrant|leaseRevoke|leaseKeepAlive)\(`,
    String.raw`\bcommit\s*\.send\(`,
    String.raw`\b(?:createBulkRun|createApplyRun|createUndoRun|writeImport)\(`,
    String.raw`\badmin\s*\.(?:snapshot\(|call\((?!\{ kind: "(?:\w+-list|\w+-get|auth-status|status|hash-kv|authenticate)"))`,
    String.raw`\bgateway\s*\.(?:post|call|stream)\(`,
    String.raw`\bclient\s*\.(?:post|ask|call|open|read)\(`,
  ].join("|"),
);

/** Every file that sends a write, and the acts that it does; none: it only reads, or is told to by a file that asks. */
const senders: Readonly<Record<string, readonly WriteAct[]>> = {
  "features/value/write/key-writes.ts": ["key.save", "key.delete", "key.change-lease", "key.let-expire"],
  "features/value/write/restore-write.ts": ["key.restore", "key.let-expire"],
  "features/value/new-key/new-key-writes.ts": ["key.create", "key.duplicate", "key.rename"],
  "features/value/lease/granted-lease.ts": ["key.change-lease", "key.let-expire"],
  "features/undo/use-reverse.ts": ["write.undo", "write.undo-deleting"],
  "features/txn/run/use-commit.ts": ["txn.commit"],
  "features/bulk/plan/use-bulk.ts": ["bulk.delete", "bulk.copy", "bulk.move", "bulk.lease", "bulk.large"],
  "features/transfer/import/import-worker.ts": ["import", "import.large"],
  "features/apply/review/use-start.ts": ["restore", "restore.large"],
  "features/leases/lease-detail.tsx": ["lease.keep-alive"],
  "components/lease/revoke-dialog.tsx": ["lease.revoke", "lease.revoke-empty"],
  "components/lease/use-grant-lease.ts": ["lease.grant"],
  "features/locks/release-dialog.tsx": ["lock.release"],
  "features/access/change/enable-auth.ts": ["auth.enable"],
  "features/access/change/use-change.tsx": [
    "user.create",
    "role.create",
    "user.delete",
    "role.delete",
    "user.grant-role",
    "user.grant-root",
    "user.revoke-role",
    "role.grant-permission",
    "role.revoke-permission",
    "user.own-password",
    "user.other-password",
    "auth.disable",
  ],
  "features/cluster/plans/plan-job.ts": [
    "cluster.compact",
    "cluster.defragment",
    "cluster.move-leader",
    "cluster.add-member",
    "cluster.promote-member",
    "cluster.update-member",
    "cluster.remove-member",
    "cluster.disarm-alarm",
    "cluster.downgrade",
  ],
  "features/cluster/snapshot/snapshot-dialog.tsx": ["cluster.snapshot"],
  "features/console/raw/raw-pane.tsx": ["console.write", "console.destroy"],
  "features/console/etcdctl/use-etcdctl.ts": ["console.write", "console.destroy"],
  "features/access/change/everybody-query.ts": [],
  "api/access/own-roles.ts": [],
  "api/connection/authentication.ts": [],
  "api/client/admin-calls.ts": [],
  "api/client/etcd-calls.ts": [],
  "api/client/gateway-calls.ts": [],
  "api/client/sign-in-probe.ts": [],
  "api/client/streamed-range.ts": [],
  "features/bulk/add-to-txn.ts": [],
  "features/locks/locks-query.ts": [],
  "features/undo/use-overwritten.ts": [],
  "features/value/test/value-fixture.ts": [],
  "features/value/write/commit.ts": [],
};

describe("the table of acts", () => {
  test("names every file that sends a write", () => {
    const found = files.filter(({ text }) => sends.test(text)).map(({ file }) => file);
    const unnamed = found.filter((file) => !(file in senders));
    expect(unnamed, "writes without a row: name it in `senders`, and ask what acts/questions.ts says").toEqual([]);
  });

  test("has no act that nothing does, and none that nobody asks about", () => {
    const done = new Set(Object.values(senders).flat());
    expect(acts.filter((act) => !done.has(act))).toEqual([]);
    const asking = files.map(({ file, text }) =>
      file === "acts/questions.ts" ? text.slice(text.indexOf("} as const")) : text,
    );
    const free = acts.filter((act) => questionOf(act, true) !== "nothing");
    const named = free.filter((act) =>
      asking.some((text) => text.includes(`"${act}"`) || (text.includes("`bulk.${kind}`") && act.startsWith("bulk."))),
    );
    expect(free.filter((act) => !named.includes(act))).toEqual([]);
  });

  test("asks on production at least what it asks elsewhere", () => {
    const order = ["nothing", "confirm", "review", "type-name"];
    for (const { usually, onProduction } of Object.values(writeActs)) {
      expect(order.indexOf(onProduction)).toBeGreaterThanOrEqual(order.indexOf(usually));
    }
  });

  test("has the connection's name typed on production before anything is taken away", () => {
    const taking = acts.filter((act) =>
      /delete|rename|revoke$|revoke-|remove|release|destroy|deleting|expire|commit|root|auth|compact|import/.test(act),
    );
    const mild = taking.filter((act) => questionOf(act, true) !== "type-name");
    // What it would take away is nothing.
    expect(mild).toEqual(["lease.revoke-empty"]);
  });
});

const grant = (role: string) => actOfRequest({ kind: "user-grant", user: "app", role }, "root") ?? "key.save";
const change = (user: string) => actOfRequest({ kind: "user-password", user, password: "x" }, "me");

describe("what is asked", () => {
  test("of several acts is the gravest question", () => {
    expect(questionOf(["key.save", "key.delete"], true)).toBe("type-name");
    expect(questionOf(["key.save", "key.delete"], false)).toBe("confirm");
    expect(questionOf([], true)).toBe("nothing");
  });

  test("of a grant depends on the role: root is asked everywhere", () => {
    expect(questionOf(grant("root"), false)).toBe("confirm");
    expect(questionOf(grant("root"), true)).toBe("type-name");
    expect(questionOf(grant("reader"), false)).toBe("nothing");
    expect(questionOf(grant("reader"), true)).toBe("type-name");
  });

  test("of a password depends on whose it is", () => {
    expect([change("me"), change("app")]).toEqual(["user.own-password", "user.other-password"]);
  });

  test("of reading is nothing", () => {
    expect(actOfRequest({ kind: "member-list" }, "")).toBeUndefined();
    expect(actOfRequest({ kind: "downgrade", action: "VALIDATE", version: "3.5.0" }, "")).toBeUndefined();
  });

  test("of a plan is what its steps are", () => {
    const member = { id: int64(1), name: "a", peerUrls: ["http://a:2380"], clientUrls: [], isLearner: false };
    const defragment = plans.planDefragment([member], member.id, []);
    expect("plan" in defragment && actsOfPlan(defragment.plan)).toContain("cluster.defragment");
    const added = planAdd({ name: "b", peerUrls: ["http://b:2380"] }, [{ member, alive: true }]);
    expect("plan" in added && actsOfPlan(added.plan)).toContain("cluster.add-member");
  });

  test("of undoing a creation counts as of a deletion", () => {
    const key = keyFromText("a");
    const held = { value: asValue(new Uint8Array()), lease: noLease };
    const revision = asRevision(int64(7));
    expect(actOfUndo([{ revision, changes: [{ key, before: held, after: held }] }])).toBe("write.undo");
    expect(
      actOfUndo([
        {
          revision,
          changes: [
            { key, before: held },
            { key, after: held },
          ],
        },
      ]),
    ).toBe("write.undo-deleting");
  });

  test("of many keys is typed on every connection above a thousand", () => {
    expect(questionOf(actOfMany("bulk.delete", freeKeys), false)).toBe("confirm");
    expect(questionOf(actOfMany("bulk.delete", freeKeys + 1), false)).toBe("type-name");
    expect(questionOf(actOfMany("import", freeKeys + 1), false)).toBe("type-name");
    expect(questionOf(actOfMany("import", 1), true)).toBe("type-name");
  });
});
