import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { outermostRanges } from "@etcd-explorer/shared/write/bulk/bulk-request";
import { describe, expect, test } from "vitest";
import type { BulkTarget } from "#/components/bulk/bulk-target.ts";
import { readForm, startForm } from "./options-model.ts";

const prefix = keyFromText("/a/");
const target: BulkTarget = { ranges: outermostRanges([], [prefix]), prefix, what: "/a/" };
const form = startForm(target, undefined);

describe("the form of a copy or move", () => {
  test("begins with the prefix itself, which is no target yet", () => {
    expect(form.to).toBe("/a/");
    expect(readForm("move", target, form)).toEqual({
      field: "to",
      message: "The target is the same as the source.",
    });
  });

  test("means an act that replaces the prefix, and is shown again as it was", () => {
    const chosen = readForm("copy", target, { ...form, to: String.raw`/b\xff/`, onExisting: "skip" });
    expect(chosen).toMatchObject({ act: { kind: "copy", from: prefix, keepLease: true, onExisting: "skip" } });
    expect("act" in chosen && startForm(target, chosen)).toMatchObject({ to: String.raw`/b\xff/`, onExisting: "skip" });
  });

  test("says what cannot be read", () => {
    expect(readForm("copy", target, { ...form, to: String.raw`a\b` })).toMatchObject({ field: "to" });
  });
});

describe("the form of a lease", () => {
  test("takes the lease in hex, a new one by its seconds, or none", () => {
    expect(readForm("lease", target, { ...form, leaseKind: "existing", leaseId: "694d77aa9e38260f" })).toEqual({
      act: { kind: "lease", lease: "7587852521871779343" },
    });
    expect(readForm("lease", target, { ...form, leaseKind: "new", ttlSeconds: "60" })).toMatchObject({
      newLeaseSeconds: 60n,
    });
    expect(readForm("lease", target, { ...form, leaseKind: "none" })).toEqual({ act: { kind: "lease", lease: "0" } });
  });

  test("refuses what etcd would", () => {
    expect(readForm("lease", target, { ...form, leaseKind: "new", ttlSeconds: "0" })).toMatchObject({
      field: "ttlSeconds",
    });
    expect(readForm("lease", target, { ...form, leaseKind: "new", ttlSeconds: "9000000001" })).toMatchObject({
      field: "ttlSeconds",
    });
    expect(readForm("lease", target, { ...form, leaseKind: "existing", leaseId: "xyz" })).toMatchObject({
      field: "leaseId",
    });
  });
});
