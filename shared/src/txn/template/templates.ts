/** Transactions that people write again and again, made from a few entries and from what was read of their keys. */
import { asValue, type Key, type Value } from "../../model/bytes.ts";
import { absent, present, sameLife, unchanged } from "../../model/compare.ts";
import { noLease, type LeaseId } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import { acquireTxn } from "../../model/locks.ts";
import type { Operation, PutRequest } from "../../model/txn.ts";
import type { FoundKey, TxnTemplate } from "./template.ts";

const noBytes = asValue(new Uint8Array());

const get = ({ key }: Pick<FoundKey, "key">): Operation => ({ kind: "range", request: { key } });
const del = ({ key }: Pick<FoundKey, "key">): Operation => ({ kind: "delete", request: { key } });
const put = (request: PutRequest): Operation => ({ kind: "put", request });

/** A put that leaves the key under the lease that it has; a new key has none. */
function putKeepingLease({ key, kv }: FoundKey, value: Value | undefined): Operation {
  const written = value ?? kv?.value ?? noBytes;
  return put({ key, value: written, ...(kv === undefined ? {} : { ignoreLease: true }) });
}

/** Value and lease of one key, written to another. */
function putCopy(key: Key, { value, lease }: KeyValue): Operation {
  return putUnder({ key, value }, lease);
}

function putUnder(request: PutRequest, lease: LeaseId): Operation {
  return put({ ...request, ...(lease === noLease ? {} : { lease }) });
}

function read({ kv }: FoundKey): KeyValue {
  if (kv === undefined) throw new Error("the key of this template is absent");
  return kv;
}

const valueAsItIs = "Leave empty to start from the current value.";

export const templates: readonly TxnTemplate[] = [
  {
    id: "create",
    title: "Create if absent",
    purpose: "Creates the key if it does not exist; otherwise reads it.",
    fields: {
      key: { label: "Key", expects: "absent" },
      value: { label: "Value" },
      lease: { label: "Lease", hint: "Leave empty for a key without a lease." },
    },
    make: ({ key, value, lease }) => ({
      compare: [absent(key.key)],
      success: [putUnder({ key: key.key, value: value ?? noBytes }, lease)],
      failure: [get(key)],
    }),
  },
  {
    id: "cas",
    title: "Compare and swap",
    purpose: "Writes the key only if it is unchanged. Keeps its lease.",
    fields: { key: { label: "Key", expects: "present" }, value: { label: "New value", hint: valueAsItIs } },
    make: ({ key, value }) => ({
      compare: [unchanged(read(key))],
      success: [putKeepingLease(key, value)],
      failure: [get(key)],
    }),
  },
  {
    id: "lock",
    title: "Acquire a lock",
    purpose: "Takes a lock as etcdctl lock does, or joins its queue.",
    fields: {
      key: {
        label: "Lock",
        hint: "The key is LOCK/LEASE-ID. The result shows the holder.",
        expects: "free lock",
      },
      lease: { label: "Holder's lease", required: "Choose a lease: the lock is released when it ends." },
    },
    make: ({ key, lease }) => acquireTxn(key.key, lease),
  },
  {
    id: "unlock",
    title: "Release a lock",
    purpose: "Deletes the holder's key, unless the lock has changed hands.",
    fields: { key: { label: "Lock", hint: "As in etcdctl lock, without the lease ID.", expects: "held lock" } },
    make: ({ key }) => {
      const holder = read(key);
      return { compare: [sameLife(holder)], success: [del(holder)], failure: [get(holder)] };
    },
  },
  {
    id: "rename",
    title: "Rename a key",
    purpose: "Moves value and lease to a new key, if the old key is unchanged.",
    fields: {
      key: { label: "Old name", expects: "present" },
      second: { label: "New name", expects: "absent" },
    },
    make: ({ key, second }) => ({
      compare: [unchanged(read(key)), absent(second.key)],
      success: [putCopy(second.key, read(key)), del(key)],
      failure: [get(key), get(second)],
    }),
  },
  {
    id: "swap",
    title: "Swap two values",
    purpose: "Swaps two values and their leases, if both keys are unchanged.",
    fields: {
      key: { label: "First key", expects: "present" },
      second: { label: "Second key", expects: "present" },
    },
    make: ({ key, second }) => ({
      compare: [unchanged(read(key)), unchanged(read(second))],
      success: [putCopy(key.key, read(second)), putCopy(second.key, read(key))],
      failure: [get(key), get(second)],
    }),
  },
  {
    id: "lease",
    title: "Attach a lease",
    purpose: "Attaches a lease to an existing key. Keeps its value.",
    fields: {
      key: { label: "Key", expects: "present" },
      lease: { label: "Lease", required: "Choose a lease to attach." },
    },
    make: ({ key, lease }) => ({
      compare: [present(key.key)],
      success: [put({ key: key.key, ignoreValue: true, lease })],
      failure: [get(key)],
    }),
  },
  {
    id: "fence",
    title: "Write while holding a lock",
    purpose: "Writes a key only if the lock has not been released since.",
    fields: {
      second: { label: "Held lock", hint: "As in etcdctl lock, without the lease ID.", expects: "held lock" },
      key: { label: "Key to write" },
      value: { label: "Value", hint: valueAsItIs },
    },
    make: ({ key, second, value }) => ({
      compare: [sameLife(read(second))],
      success: [putKeepingLease(key, value)],
      failure: [get(read(second))],
    }),
  },
];
