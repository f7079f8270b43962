import { keyFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { expect, test } from "vitest";
import { changesOf } from "./plan-of.ts";

const revision = asRevision(int64(1));
const facts = (key: string) => ({
  key: keyFromText(key),
  createRevision: revision,
  modRevision: revision,
  version: int64(1),
  lease: noLease,
});
const onlyLeft = (key: string) => ({ kind: "only-left", left: facts(key) }) as const;
const targets = (to: "left" | "right", keys: readonly string[], left: string, right: string) => {
  const prefixes = { left: keyFromText(left), right: keyFromText(right) };
  const { changes, nameless } = changesOf(to, keys.map(onlyLeft), prefixes);
  return { keys: changes.map(({ target }) => formatKey(target)), nameless };
};

test("keys keep their names below another prefix", () => {
  expect(targets("right", ["/a/", "/a/x"], "/a/", "/b/")).toEqual({ keys: ["/b/", "/b/x"], nameless: 0 });
});

test("a key that is the prefix itself is left out where all keys are the other side", () => {
  expect(targets("right", ["/a/", "/a/x"], "/a/", "")).toEqual({ keys: ["x"], nameless: 1 });
  expect(targets("left", ["/a/", "/a/x"], "/a/", "")).toEqual({ keys: ["/a/", "/a/x"], nameless: 0 });
});
