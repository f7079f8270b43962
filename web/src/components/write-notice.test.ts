import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { beforeEach, expect, test } from "vitest";
import { emptyHistory } from "#/lib/write-history-model.ts";
import { useNotices } from "#/stores/notices.ts";
import { historyBudgetBytes, useWriteHistory } from "#/stores/write-history.ts";
import { notifyWritten } from "./write-notice.ts";

const write = (sizeBytes: number): DoneWrite => ({
  revision: asRevision(int64(5000)),
  changes: [{ key: keyFromText("a"), before: { value: asValue(new Uint8Array(sizeBytes)), lease: noLease } }],
});
const ann = { id: "c", user: "ann" };

beforeEach(() => useWriteHistory.setState(emptyHistory, true));

test("undo is offered in the notice of the write, unless it could not be kept", () => {
  notifyWritten(ann, { label: "Saved /a", writes: [write(1)] });
  expect(useNotices.getState().notice).toMatchObject({ text: "Saved /a at revision 5,000", action: { label: "Undo" } });
  notifyWritten(ann, { label: "Saved much", writes: [write(historyBudgetBytes)], notice: "Saved much" });
  expect(useNotices.getState().notice).toMatchObject({ text: "Saved much" });
  expect(useNotices.getState().notice).not.toHaveProperty("action");
});
