import { asLeaseId, int64 } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { reportNotes } from "./report-notes.ts";

test("keys that ended with their new lease are told first, with what to do", () => {
  const granted = asLeaseId(int64(255));
  expect(reportNotes({ leaseless: 0, expired: 12, granted }, true)).toEqual([
    "etcd deleted 12 keys again: the new lease ended before all was written. Plan the remaining keys with a longer TTL.",
    "Granted lease 00000000000000ff. An undo leaves it to expire.",
  ]);
  expect(reportNotes({ leaseless: 1, expired: 1 }, false)).toEqual([
    "etcd deleted 1 key again: the new lease ended before all was written. Compare again with a longer TTL.",
    "1 key has no lease now: theirs has ended.",
  ]);
  expect(reportNotes({ leaseless: 0, expired: 0 }, true)).toEqual([]);
});
