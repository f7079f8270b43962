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

const valueAsItIs = "Empty: the value as it is now, ready to be changed in its row.";

export const templates: readonly TxnTemplate[] = [
  {
    id: "create",
    title: "Create if absent",
    purpose: "Writes the key only where nobody has it yet; else reads what stands there.",
    fields: {
      key: { label: "Key", expects: "absent" },
      value: { label: "Value" },
      lease: { label: "Lease", hint: "Empty: the key stays until it is deleted." },
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
    purpose: "Writes the key only if nobody has written it since now, and keeps its lease.",
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
    purpose: "Takes the lock under a lease, so that it falls free when its holder is gone; else reads who has it.",
    fields: {
      key: {
        label: "Lock",
        hint: "A key of your own: etcdctl lock and the Locks screen do not know it.",
        expects: "absent",
      },
      value: { label: "Holder" },
      lease: { label: "Lease of the holder", required: "A lock needs a lease, else it stays when its holder is gone." },
    },
    make: ({ key, value, lease }) => ({
      compare: [absent(key.key)],
      success: [putUnder({ key: key.key, value: value ?? noBytes }, lease)],
      failure: [get(key)],
    }),
  },
  {
    id: "unlock",
    title: "Release a lock",
    purpose: "Gives the lock back only if it is still the one that is held now, by the same holder.",
    fields: {
      key: { label: "Lock", expects: "present" },
      value: { label: "Holder", hint: "Empty: whoever holds it now.", expects: "value of key" },
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
    purpose: "Moves value and lease to a free name, if nobody has written the old one since now.",
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
    purpose: "Exchanges two values, each with its lease, at one moment, if neither was written since now.",
    fields: {
      key: { label: "One key", expects: "present" },
      second: { label: "The other key", expects: "present" },
    },
    make: ({ key, second }) => ({
      compare: [unchanged(read(key)), unchanged(read(second))],
      success: [putCopy(key.key, read(second)), putCopy(second.key, read(key))],
      failure: [get(key), get(second)],
    }),
  },
  {
    id: "lease",
    title: "Move under a lease",
    purpose: "Attaches a lease to a key that exists, without touching its value.",
    fields: {
      key: { label: "Key", expects: "present" },
      lease: { label: "Lease", required: "Pick the lease that the key shall be under." },
    },
    make: ({ key, lease }) => ({
      compare: [present(key.key)],
      success: [put({ key: key.key, ignoreValue: true, lease })],
      failure: [get(key)],
    }),
  },
  {
    id: "fence",
    title: "Fence by a key",
    purpose: "Writes only while a lock is still the one that is held now.",
    fields: {
      second: { label: "Lock that is held", expects: "present" },
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
