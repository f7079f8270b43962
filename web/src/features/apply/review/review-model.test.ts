import { asValue, keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { asLeaseId, asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { ChangeSize } from "@etcd-explorer/shared/write/apply/measure";
import type { WantedChange } from "@etcd-explorer/shared/write/apply/wanted-change";
import { describe, expect, test } from "vitest";
import type { ChangeReview } from "#/stores/review/change-review.ts";
import {
  countKinds,
  isOfKubernetes,
  isPlanLost,
  isWrittenOften,
  leasesOfChosen,
  plannedBefore,
  reviewRows,
  searchRows,
  sizeOfChosen,
  startChosen,
  withChosen,
} from "./review-model.ts";
import { reviewNotes, scriptName, startWords, submitWords, type ReviewIntent } from "./review-words.ts";

const facts = (name: string, modRevision: number, version = 1) => ({
  key: keyFromText(name),
  createRevision: asRevision(int64(2)),
  modRevision: asRevision(int64(modRevision)),
  version: int64(version),
  lease: noLease,
});
const add: WantedChange = { target: keyFromText("/a"), source: facts("/a", 3) };
const overwrite: WantedChange = { target: keyFromText("/B"), source: facts("/B", 3), found: facts("/B", 9, 2) };
const gone: WantedChange = { target: keyFromText("/c"), found: facts("/c", 8) };
const changes = [add, overwrite, gone];
const size = (putBytes: number, goneBytes: number, start = "{}"): ChangeSize => ({
  putBytes,
  goneBytes,
  lease: noLease,
  isEqual: false,
  start: valueFromText(start),
});

describe("the choice among the changes of a plan", () => {
  test("begins with everything but deletes, by kind and by search", () => {
    const rows = reviewRows(changes, undefined);
    const chosen = startChosen(rows);
    expect([...chosen]).toEqual([0, 1]);
    expect(countKinds(rows, chosen)).toEqual({
      add: { all: 1, chosen: 1 },
      overwrite: { all: 1, chosen: 1 },
      delete: { all: 1, chosen: 0 },
    });
    expect([...withChosen(chosen, searchRows(rows, "/b"), false)]).toEqual([0]);
    expect([...withChosen(chosen, rows, true)]).toEqual([0, 1, 2]);
  });

  test("leaves out what somebody has written since it was reviewed, also where a key came or went", () => {
    const again = [
      { ...add, found: facts("/a", 12) },
      { ...overwrite, found: facts("/B", 13, 3) },
      { target: gone.target, source: facts("/c", 2) },
    ];
    const rows = reviewRows(again, plannedBefore(changes));
    expect(rows.map(({ isOvertaken }) => isOvertaken)).toEqual([true, true, true]);
    expect(startChosen(rows).size).toBe(0);
    expect(reviewRows(changes, plannedBefore(changes)).some(({ isOvertaken }) => isOvertaken)).toBe(false);
  });

  test("tells the bytes of what is chosen, estimated where not all was measured", () => {
    const rows = reviewRows(changes, undefined);
    const all = new Set([0, 1, 2]);
    expect(sizeOfChosen(rows, all, [size(10, 0), size(20, 6), size(0, 3)])).toEqual({
      putBytes: 30,
      goneBytes: 9,
      isEstimate: false,
    });
    expect(sizeOfChosen(rows, all, [size(10, 0), size(20, 6)])).toEqual({
      putBytes: 45,
      goneBytes: 9,
      isEstimate: true,
    });
    expect(sizeOfChosen(rows, all, [])).toEqual({ putBytes: 0, goneBytes: 0, isEstimate: true });
  });
});

const noted = (
  rows: ReturnType<typeof reviewRows>,
  sizes: readonly ChangeSize[] = [],
  unlisted = 0,
  intent: ReviewIntent = "restore",
  { failure, ...review }: Partial<Pick<ChangeReview, "unlisted" | "nameless">> & { readonly failure?: Failure } = {},
) => {
  const chosen = new Set(rows.map(({ at }) => at));
  const ofChosen = sizeOfChosen(rows, chosen, sizes);
  const known = { rows, chosen, sizes, size: ofChosen, unlisted };
  return reviewNotes({ review, intent, ...known, failure }).map(({ text }) => text);
};

describe("what one should know of a plan", () => {
  test("says which keys a program is likely to write again", () => {
    const often = { ...overwrite, found: facts("/B", 900, 200) };
    expect([isWrittenOften(often), isWrittenOften(overwrite), isWrittenOften(gone)]).toEqual([true, false, false]);
    const reborn = { ...often, found: { ...facts("/B", 900, 200), createRevision: asRevision(int64(5)) } };
    expect(isWrittenOften(reborn)).toBe(false);
    const [row] = reviewRows([add], undefined);
    if (row === undefined) throw new Error("there is a row");
    expect(isOfKubernetes(row, undefined)).toBe(false);
    expect(isOfKubernetes({ ...row, text: "/registry/pods/a" }, undefined)).toBe(true);
    expect(isOfKubernetes(row, { ...size(1, 1), start: asValue(Uint8Array.of(0x6b, 0x38, 0x73, 0, 1)) })).toBe(true);
    expect(isOfKubernetes(row, size(1, 1, "k8s:enc:aescbc:v1:key1:…"))).toBe(true);
    expect(noted(reviewRows([often], undefined))[0]).toBe(
      "1 key is written often. A controller may overwrite it again.",
    );
  });

  test("says what is not listed, and what cannot be undone", () => {
    const rows = reviewRows(changes, undefined);
    expect(noted(rows, [], 7)).toEqual([
      "Only the first 3 differences are listed. Plan again for 7 more.",
      "Can be undone while this tab is open and the keys are unchanged.",
    ]);
    expect(noted(rows, [], 7, "undelete")[0]).toBe(
      "7 more deleted keys are not listed. Restore a smaller folder to see them.",
    );
    expect(noted(rows, [size(1, 0), size(1, 70_000_000), size(0, 1)])).toEqual([
      "Can be undone only in part: this tab keeps at most 67 MB.",
    ]);
  });
});

describe("what a plan does not cover", () => {
  const rows = reviewRows(changes, undefined);

  test("is told: differences that are not listed, a key without a name, and values that could not be read", () => {
    const failure = { kind: "compacted", status: 400, code: 11, message: "etcdserver: compacted" } as const;
    const told = noted(rows, [], 0, "apply", { unlisted: 1200, nameless: 1, failure });
    expect(told.slice(0, 2)).toEqual([
      "1 key left out: without its prefix it has no name.",
      "Covers the listed differences. Compare again for 1,200 more.",
    ]);
    expect(told[2]).toMatch(/^Could not read all values\. .*compacted/);
    expect(noted(rows, [], 0, "apply", { unlisted: 0 })).toHaveLength(1);
  });

  test("counts leases as unknown where the source tells none and the value was not read", () => {
    const all = new Set(rows.map(({ at }) => at));
    const lease = asLeaseId(int64(7));
    const measured = [{ ...size(1, 1), lease }];
    expect(leasesOfChosen(rows, all, measured, false)).toEqual({ known: [lease], unknown: 1 });
    expect(leasesOfChosen(rows, all, measured, true)).toEqual({ known: [lease], unknown: 0 });
    // What is deleted gets no lease, and what is not chosen none either.
    expect(leasesOfChosen(rows, new Set([2]), [], false)).toEqual({ known: [], unknown: 0 });
    const listed = reviewRows([{ ...add, source: { ...facts("/a", 3), lease } }], undefined);
    expect(leasesOfChosen(listed, new Set([0]), [], false)).toEqual({ known: [lease], unknown: 0 });
  });
});

test("a plan is lost with the past that either of its sides was read of", () => {
  const sides = [
    { connection: { id: "prod" }, past: 0 },
    { connection: { id: "staging" }, past: 1 },
  ];
  expect(isPlanLost(sides, { staging: 1 })).toBe(false);
  expect(isPlanLost(sides, { staging: 1, dev: 3 })).toBe(false);
  expect(isPlanLost(sides, { staging: 2 })).toBe(true);
  expect(isPlanLost(sides, { staging: 1, prod: 1 })).toBe(true);
});

test("the button says what is done", () => {
  const counts = countKinds(reviewRows(changes, undefined), new Set([0, 1, 2]));
  expect(submitWords("restore", counts)).toBe("Restore 2 keys, delete 1");
  const only = { ...counts, add: { all: 1, chosen: 0 }, overwrite: { all: 1, chosen: 0 } };
  expect(submitWords("apply", only)).toBe("Delete 1 key");
  expect(submitWords("apply", { ...only, add: { all: 1, chosen: 1 }, delete: { all: 1, chosen: 0 } })).toBe(
    "Write 1 key",
  );
});

test("a script is named for what it does and to what", () => {
  expect(scriptName("restore", "/config/db/")).toBe("restore-config-db.sh");
  expect(scriptName("undelete", "/")).toBe("restore.sh");
  expect(scriptName("apply", "12 keys")).toBe("apply-12-keys.sh");
});

test("a value begins with its lines in one, or as bytes", () => {
  expect(startWords(size(1, 1, "\n  one\ntwo\n"))).toBe("one two");
  expect(startWords(size(1, 1, '{\n  "enabled": true,\n'))).toBe('{ "enabled": true,');
  expect(startWords({ start: asValue(Uint8Array.of(0xff, 0x00)) })).toBe(String.raw`\xff\x00`);
  // So small that its data would be seen.
  expect(startWords(size(1, 1, "k8s\0\n\x0c\n\x02v1\x12\x06Secret password hunter2"))).toBe("Secret, data hidden");
});
