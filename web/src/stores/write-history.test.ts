import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { beforeEach, expect, test } from "vitest";
import { emptyHistory } from "#/lib/write-history-model.ts";
import { recordWritten, useWriteHistory } from "./write-history.ts";

const write = (sizeBytes: number): DoneWrite => ({
  revision: asRevision(int64(5000)),
  changes: [{ key: keyFromText("a"), before: { value: asValue(new Uint8Array(sizeBytes)), lease: noLease } }],
});
const ann = { id: "c", user: "ann" };

beforeEach(() => useWriteHistory.setState(emptyHistory, true));

test("a write is recorded with who and when", () => {
  const entry = recordWritten(ann, { label: "Saved /a", writes: [write(1)] }, 77);
  expect(entry).toMatchObject({ connectionId: "c", user: "ann", at: 77, label: "Saved /a", state: "done" });
  expect(useWriteHistory.getState().entries).toEqual([entry]);
});
