/** Events for tests, as etcd would tell them. */
import { keyFromText, valueFromText } from "@etcd-explorer/shared/model/bytes";
import { asRevision, int64, noLease } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { KeyEvent } from "@etcd-explorer/shared/model/watch";

export const revisionOf = (number: number) => asRevision(int64(number));

/** A key as it is at a revision. */
export function keyValue(key: string, revision: number, value = `value ${revision}`): KeyValue {
  return {
    key: keyFromText(key),
    value: valueFromText(value),
    createRevision: revisionOf(1),
    modRevision: revisionOf(revision),
    version: int64(2),
    lease: noLease,
  };
}

/** A put, whose previous version was written at `before`. */
export function put(
  key: string,
  revision: number,
  { value, before }: { value?: string; before?: number } = {},
): KeyEvent {
  const kv = keyValue(key, revision, value);
  const rest = before === undefined ? {} : { prevKv: keyValue(key, before) };
  return { type: "put", key: kv.key, revision: revisionOf(revision), kv, ...rest };
}

/** A delete of what was written at `before`. */
export function deleted(key: string, revision: number, before?: number): KeyEvent {
  const rest = before === undefined ? {} : { prevKv: keyValue(key, before) };
  return { type: "delete", key: keyFromText(key), revision: revisionOf(revision), ...rest };
}
