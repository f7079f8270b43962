/** What the form of a copy, a move or a lease says, read as the act that it means. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import {
  commonPrefix,
  refuseRequest,
  type BulkAct,
  type OnExisting,
} from "@etcd-explorer/shared/write/bulk/bulk-request";
import { noLease, parseLeaseHex } from "@etcd-explorer/shared/model/int64";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { largestTtlSeconds } from "@etcd-explorer/shared/model/lease";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import { badEscape } from "#/lib/key-text-problem.ts";
import type { BulkTarget } from "#/components/bulk/bulk-target.ts";
import type { BulkKind } from "./bulk-words.ts";

/** What is to be done: the act, and for `setLease` with `newLeaseSeconds` a lease that is granted when it begins. */
export interface Chosen {
  readonly act: BulkAct;
  readonly newLeaseSeconds?: bigint;
}

export interface OptionsForm {
  readonly to: string;
  readonly onExisting: OnExisting;
  readonly keepLease: boolean;
  readonly leaseKind: "none" | "new" | "existing";
  readonly leaseId: string;
  readonly ttlSeconds: string;
}

/** The field that is wrong, and why. */
export interface FormError {
  readonly field: "to" | "leaseId" | "ttlSeconds";
  readonly message: string;
}

/** What is replaced in the names of the keys. */
export function replacedPrefix(target: BulkTarget): Key {
  return target.prefix ?? commonPrefix(target.ranges, slash);
}

/** The form as it is first shown, or as it was left. */
export function startForm(target: BulkTarget, before: Chosen | undefined): OptionsForm {
  const act = before?.act;
  const copy = act?.kind === "copy" || act?.kind === "move" ? act : undefined;
  return {
    to: formatKey(copy?.to ?? replacedPrefix(target)),
    onExisting: copy?.onExisting ?? "stop",
    keepLease: copy?.keepLease ?? true,
    leaseKind: "new",
    leaseId: "",
    ttlSeconds: "3600",
  };
}

/** The act that the form means, or what must be mended first. */
export function readForm(kind: BulkKind, target: BulkTarget, form: OptionsForm): Chosen | FormError {
  switch (kind) {
    case "delete":
      return { act: { kind, keep: true } };
    case "lease":
      return readLease(form);
    case "copy":
    case "move": {
      const to = parseKeyText(form.to);
      const from = replacedPrefix(target);
      if (to === undefined) return { field: "to", message: badEscape };
      const { keepLease, onExisting } = form;
      const act = { kind, from, to, keepLease, onExisting } as const;
      const refused = refuseRequest({ ranges: target.ranges, act });
      return refused === undefined ? { act } : { field: "to", message: refused };
    }
    default:
      return kind satisfies never;
  }
}

function readLease({ leaseKind, leaseId, ttlSeconds }: OptionsForm): Chosen | FormError {
  if (leaseKind === "none") return { act: { kind: "lease", lease: noLease } };
  if (leaseKind === "existing") {
    const lease = parseLeaseHex(leaseId.trim());
    if (lease === undefined || lease === noLease) {
      return { field: "leaseId", message: "Enter 1 to 16 hex digits, as etcdctl prints them" };
    }
    return { act: { kind: "lease", lease } };
  }
  const seconds = /^\d{1,10}$/.test(ttlSeconds.trim()) ? BigInt(ttlSeconds.trim()) : 0n;
  if (seconds < 1n || seconds > largestTtlSeconds) {
    return { field: "ttlSeconds", message: `Enter 1 to ${largestTtlSeconds.toLocaleString("en")} seconds` };
  }
  return { act: { kind: "lease", lease: noLease }, newLeaseSeconds: seconds };
}
