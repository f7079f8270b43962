import { asValue, keyFromText } from "@etcd-explorer/shared/bytes";
import type { DoneWrite } from "@etcd-explorer/shared/inverse";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/int64";
import { expect, test } from "vitest";
import { ImportUndoLog } from "./import-undo-log.ts";

function wrote(revision: number, sizeBytes = 1): DoneWrite {
  const after = { value: asValue(new Uint8Array(sizeBytes)), lease: noLease };
  return { revision: asRevision(int64(revision)), changes: [{ key: keyFromText(`/${revision}`), after }] };
}

test("what several batches wrote is taken back as one, oldest first", () => {
  const log = new ImportUndoLog();
  log.add({ writes: [wrote(4)], missed: 0 });
  log.add({ writes: [wrote(5), wrote(6)], missed: 0 });
  const { label, writes } = log.summarize(3);
  expect(label).toBe("Imported 3 keys");
  expect(writes.map(({ revision }) => revision)).toEqual(["4", "5", "6"]);
});

test("too much is not kept at all, and said", () => {
  const log = new ImportUndoLog(1000);
  log.add({ writes: [wrote(4, 400)], missed: 0 });
  log.add({ writes: [wrote(5, 400)], missed: 0 });
  log.add({ writes: [wrote(6)], missed: 0 });
  expect(log.summarize(3)).toEqual({
    label: "Imported 3 keys. That is too much to be taken back from here",
    writes: [],
  });
});

test("keys whose former value nobody told are counted", () => {
  const log = new ImportUndoLog();
  log.add({ writes: [wrote(4)], missed: 2 });
  expect(log.summarize(3).label).toBe("Imported 3 keys. 2 of them cannot be taken back: the answer was lost");
});
