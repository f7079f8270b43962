import { asLeaseId, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { whyBlocked } from "./why-blocked.ts";
import {
  applyHistoryEvent,
  emptyHistory,
  entriesOf,
  type LeaseChange,
  type WriteHistory,
} from "./write-history-model.ts";

interface More {
  readonly connectionId?: string;
  readonly blocked: string;
  readonly lease: LeaseChange;
}

function written(history: WriteHistory, label: string, more: More): WriteHistory {
  const event = { kind: "written", connectionId: "c", user: "ann", label, at: 1, writes: [], ...more } as const;
  return applyHistoryEvent(history, event, 1000);
}

const lease = (id: number, change: LeaseChange["change"]) => ({ id: asLeaseId(int64(id)), change });
const whyIn = (history: WriteHistory) =>
  entriesOf(history, "c")
    .toReversed()
    .map((entry) => whyBlocked(history, entry));

test("a granted lease is not told to be revoked once it was", () => {
  const granted = written(emptyHistory, "Granted", { blocked: "Revoke it.", lease: lease(7, "granted") });
  const other = written(granted, "Revoked 8", { blocked: "Gone.", lease: lease(8, "revoked") });
  const elsewhere = written(other, "Revoked", { connectionId: "d", blocked: "Gone.", lease: lease(7, "revoked") });
  const revoked = written(elsewhere, "Revoked", { blocked: "Gone.", lease: lease(7, "revoked") });
  expect(whyIn(elsewhere)).toEqual(["Revoke it.", "Gone."]);
  expect(whyIn(revoked)).toEqual(["Revoked since.", "Gone.", "Gone."]);
});
