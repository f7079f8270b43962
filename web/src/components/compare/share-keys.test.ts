import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import { expect, test } from "vitest";
import { shareKeys } from "./share-keys.ts";

const facts = (key: string, at: number): KeyFacts => ({
  key: keyFromText(key),
  createRevision: asRevision(int64(1)),
  modRevision: asRevision(int64(at)),
  version: int64(at),
  lease: noLease,
});

test("the keys of a batch share one buffer, also once the page has them, and differences stay as they are", () => {
  const batch: readonly Difference[] = [
    { kind: "only-left", left: facts("/a/1", 2) },
    { kind: "differs", left: facts("/a/2", 2), right: facts("/a/2", 3) },
    { kind: "lease", left: facts("/a/3", 2), right: facts("/other/3", 3) },
    { kind: "only-right", right: facts("", 4) },
  ];
  const received = structuredClone(shareKeys(batch));
  expect(received).toEqual(batch);
  const buffers = received.flatMap((each) => [
    ...("left" in each ? [each.left.key.buffer] : []),
    ...("right" in each ? [each.right.key.buffer] : []),
  ]);
  expect(new Set(buffers).size).toBe(1);
  const [, same] = received;
  expect(same?.kind === "differs" && same.left.key === same.right.key).toBe(true);
});
