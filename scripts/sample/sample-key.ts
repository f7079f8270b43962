/** What the sample data is made of. */
import { keyFromText, valueFromText, type Key, type Value } from "@etcd-explorer/shared/model/bytes";

export interface SampleKey {
  key: Key;
  /** Every value that the key ever had, the oldest first: as many versions, of which the last one shows. */
  versions: readonly Value[];
  /** The lease that the key lives by, as etcd's decimal number. */
  leaseId?: string;
  /** Written in a transaction of its own: its revisions are no other key's. */
  alone?: true;
  /** Deleted after its last version: it is found in the past alone. */
  isDeleted?: true;
}

export interface SampleLease {
  leaseId: string;
  ttlSeconds: number;
}

export interface SampleData {
  leases: readonly SampleLease[];
  keys: readonly SampleKey[];
}

/** A key and its values as text, the oldest first. */
export function textKey(key: string, ...versions: readonly string[]): SampleKey {
  return { key: keyFromText(key), versions: versions.map(valueFromText) };
}

/** A key whose values are JSON as a person would write it: indented, with a line break at the end. */
export function jsonKey(key: string, ...versions: readonly unknown[]): SampleKey {
  return textKey(key, ...versions.map((value) => `${JSON.stringify(value, undefined, 2)}\n`));
}

/** The same key, living by a lease. */
export function withLease(key: SampleKey, leaseId: string): SampleKey {
  return { ...key, leaseId };
}

/** The same key, deleted after all. */
export function deletedKey(key: SampleKey): SampleKey {
  return { ...key, isDeleted: true };
}
