import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { DoneWrite } from "@etcd-explorer/shared/write/guarded/inverse";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { expect, test } from "vitest";
import { ImportUndoLog } from "./import-undo-log.ts";

function wrote(revision: number, sizeBytes = 1): DoneWrite {
  const after = { value: asValue(new Uint8Array(sizeBytes)), lease: noLease };
  return { revision: asRevision(int64(revision)), changes: [{ key: keyFromText(`/${revision}`), after }] };
}

test("what several batches wrote is taken back as one, oldest first", () => {
  const log = new ImportUndoLog();
  log.add({ writes: [wrote(4)], missed: 0 }, 1);
  log.add({ writes: [wrote(5), wrote(6)], missed: 0 }, 2);
  const taken = log.take(false);
  expect(taken).toMatchObject({ label: "Imported 3 keys", notice: "Imported 3 keys" });
  expect(taken).not.toHaveProperty("blocked");
  expect(taken?.writes.map(({ revision }) => revision)).toEqual(["4", "5", "6"]);
  expect(log.take(false)).toBeUndefined();
});

test("too much is not kept at all, and said", () => {
  const log = new ImportUndoLog(1000);
  log.add({ writes: [wrote(4, 400)], missed: 0 }, 1);
  log.add({ writes: [wrote(5, 400)], missed: 0 }, 1);
  log.add({ writes: [wrote(6)], missed: 0 }, 1);
  expect(log.take(false)).toMatchObject({
    label: "Imported 3 keys",
    writes: [],
    blocked: "It is too large for this tab's undo history.",
  });
});

test("keys whose former value nobody told are counted", () => {
  const log = new ImportUndoLog();
  log.add({ writes: [wrote(4)], missed: 2 }, 3);
  expect(log.take(false)?.blocked).toBe("2 keys cannot be undone: the response was lost.");
});

test("an import that was left while it wrote says that there may be more", () => {
  const log = new ImportUndoLog();
  log.add({ writes: [wrote(4)], missed: 0 }, 1);
  expect(log.take(true)?.blocked).toContain("interrupted while writing");
  expect(log.take(true)).toMatchObject({ label: "Imported 0 keys", writes: [] });
});
