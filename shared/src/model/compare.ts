/** The conditions that guard a transaction, each for one key. */
import type { Key, Value } from "./bytes.ts";
import { zeroInt64, zeroRevision, type Int64, type LeaseId } from "./int64.ts";
import type { KeyFacts } from "./key-value.ts";
import type { Compare } from "./txn.ts";

/** The key does not exist: version 0, since etcd counts from 1. */
export function absent(key: Key): Compare {
  return hasVersion(key, zeroInt64);
}

/** The key exists, whatever it holds. */
export function present(key: Key): Compare {
  return { target: "VERSION", key, result: "GREATER", version: zeroInt64 };
}

/** Nobody has written the key since it was read. */
export function unchanged({ key, modRevision }: Pick<KeyFacts, "key" | "modRevision">): Compare {
  return { target: "MOD", key, result: "EQUAL", modRevision };
}

/** The key was not deleted and made anew since it was read. */
export function sameLife({ key, createRevision }: Pick<KeyFacts, "key" | "createRevision">): Compare {
  return { target: "CREATE", key, result: "EQUAL", createRevision };
}

/** The key does not exist, as etcd's own clients ask it of a lock: create revision 0. */
export function notCreated(key: Key): Compare {
  return { target: "CREATE", key, result: "EQUAL", createRevision: zeroRevision };
}

/** The key was written so many times since it was made. */
export function hasVersion(key: Key, version: Int64): Compare {
  return { target: "VERSION", key, result: "EQUAL", version };
}

/** The key holds this value. */
export function hasValue(key: Key, value: Value): Compare {
  return { target: "VALUE", key, result: "EQUAL", value };
}

/** The key is under this lease, or with `"0"` under none. */
export function hasLease(key: Key, lease: LeaseId): Compare {
  return { target: "LEASE", key, result: "EQUAL", lease };
}
