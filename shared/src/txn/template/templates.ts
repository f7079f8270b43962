/** Transactions that people write again and again, made from a few entries and from what was read of their keys. */
import { asValue, type Key, type Value } from "../../model/bytes.ts";
import { absent, hasValue, present, sameLife, unchanged } from "../../model/compare.ts";
import { noLease, type LeaseId } from "../../model/int64.ts";
import type { KeyValue } from "../../model/key-value.ts";
import type { Operation, PutRequest } from "../../model/txn.ts";
import type { FoundKey, TxnTemplate } from "./template.ts";

const noBytes = asValue(new Uint8Array());

const get = ({ key }: FoundKey): Operation => ({ kind: "range", request: { key } });
const del = ({ key }: FoundKey): Operation => ({ kind: "delete", request: { key } });
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

/** What makes a key that must be absent, and else reads it: a lock is such a key. */
const createIfAbsent: TxnTemplate["make"] = ({ key, value, lease }) => ({
  compare: [absent(key.key)],
  success: [putUnder({ key: key.key, value: value ?? noBytes }, lease)],
  failure: [get(key)],
});

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
    make: createIfAbsent,
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
    purpose: "Takes the lock with a lease, so that it is released when the lease ends.",
    fields: {
      key: {
        label: "Lock",
        hint: "A plain key: etcdctl lock and the Locks screen do not see it.",
        expects: "absent",
      },
      value: { label: "Holder" },
      lease: { label: "Holder's lease", required: "Choose a lease: without one, the lock outlives its holder." },
    },
    make: createIfAbsent,
  },
  {
    id: "unlock",
    title: "Release a lock",
    purpose: "Deletes the lock only if the same holder still holds it.",
    fields: {
      key: { label: "Lock", expects: "present" },
      value: { label: "Holder", hint: "Leave empty for the current holder.", expects: "value of key" },
    },
    make: ({ key, value }) => {
      const held = read(key);
      return {
        compare: [sameLife(held), hasValue(key.key, value ?? held.value)],
        success: [del(key)],
        failure: [get(key)],
      };
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
      second: { label: "Held lock", expects: "present" },
      key: { label: "Key to write" },
      value: { label: "Value", hint: valueAsItIs },
    },
    make: ({ key, second, value }) => ({
      compare: [sameLife(read(second))],
      success: [putKeepingLease(key, value)],
      failure: [get(second)],
    }),
  },
];
