/** Keys of a batch in one buffer: each by itself would cost the page several times its length. */
import { asKey, equalBytes, type Bytes, type Key } from "@etcd-explorer/shared/model/bytes";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import { factsOn, type Difference } from "@etcd-explorer/shared/read/compare/difference";

/** The same differences; their keys are parts of one buffer, and both sides share a key that is the same. */
export function shareKeys(batch: readonly Difference[]): readonly Difference[] {
  let length = 0;
  for (const each of batch) {
    length += (factsOn(each, "left")?.key.length ?? 0) + (factsOn(each, "right")?.key.length ?? 0);
  }
  const buffer: Bytes = new Uint8Array(length);
  let end = 0;
  const place = (key: Key): Key => {
    buffer.set(key, end);
    end += key.length;
    return asKey(buffer.subarray(end - key.length, end));
  };
  return batch.map((each) => {
    if (each.kind === "only-left") return { kind: each.kind, left: withKey(each.left, place(each.left.key)) };
    if (each.kind === "only-right") return { kind: each.kind, right: withKey(each.right, place(each.right.key)) };
    const key = place(each.left.key);
    const other = equalBytes(each.left.key, each.right.key) ? key : place(each.right.key);
    return { kind: each.kind, left: withKey(each.left, key), right: withKey(each.right, other) };
  });
}

const withKey = (facts: KeyFacts, key: Key): KeyFacts => ({ ...facts, key });
