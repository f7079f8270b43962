/** int64 and uint64 as the decimal strings that etcd sends: lease IDs reach 2^63 - 1, beyond a JavaScript number. */

declare const int64Brand: unique symbol;
declare const revisionBrand: unique symbol;
declare const leaseBrand: unique symbol;

/** A decimal integer without leading zeros, within int64 or uint64. */
export type Int64 = string & { readonly [int64Brand]: true };
/** A revision of the keyspace, or of a key. `"0"` means "none" or "the newest". */
export type Revision = Int64 & { readonly [revisionBrand]: true };
/** The ID of a lease. `"0"` means no lease. */
export type LeaseId = Int64 & { readonly [leaseBrand]: true };

const lowest = -(2n ** 63n);
const highest = 2n ** 64n - 1n;
const highestRevision = 2n ** 63n - 1n;

/** Reads a decimal integer; undefined for anything else, also where it leaves -2^63 … 2^64-1. A leading `+` or zeros are dropped. */
export function parseInt64(text: unknown): Int64 | undefined {
  if (typeof text === "number") return Number.isSafeInteger(text) ? (String(text) as Int64) : undefined;
  if (typeof text !== "string" || !/^[+-]?\d{1,20}$/.test(text)) return undefined;
  const value = BigInt(text.startsWith("+") ? text.slice(1) : text);
  return value < lowest || value > highest ? undefined : (value.toString() as Int64);
}

/** Reads a revision; undefined where the text is no decimal integer from 0 to 2^63-1: etcd counts in an int64. */
export function parseRevision(text: unknown): Revision | undefined {
  const value = parseInt64(text);
  return value === undefined || value.startsWith("-") || BigInt(value) > highestRevision
    ? undefined
    : (value as Revision);
}

/** Reads a lease ID in decimal, the spelling of the wire. */
export function parseLeaseId(text: unknown): LeaseId | undefined {
  return parseInt64(text) as LeaseId | undefined;
}

/** An integer from a JavaScript number that is a safe integer. */
export function int64(value: number): Int64 {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is not a safe integer`);
  return String(value) as Int64;
}

/** Takes an integer that etcd sent as a revision. */
export function asRevision(value: Int64): Revision {
  return value as Revision;
}

/** Takes an integer that etcd sent as a lease ID. */
export function asLeaseId(value: Int64): LeaseId {
  return value as LeaseId;
}

export const zeroInt64: Int64 = "0" as Int64;
export const zeroRevision: Revision = "0" as Revision;
export const noLease: LeaseId = "0" as LeaseId;

/** Orders two integers: negative, zero or positive. Exact at every size. */
export function compareInt64(a: Int64, b: Int64): number {
  const negative = a.startsWith("-");
  if (negative !== b.startsWith("-")) return negative ? -1 : 1;
  const magnitude = a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
  return negative ? 0 - magnitude : magnitude;
}

/** `a - b`, exactly. */
export function subtractInt64(a: Int64, b: Int64): bigint {
  return BigInt(a) - BigInt(b);
}

/** `a + by`, exactly. */
export function addInt64(a: Int64, by: number): Int64 {
  return (BigInt(a) + BigInt(by)).toString() as Int64;
}

/** The lease ID as etcdctl writes it (`%016x` in its printers): 16 hex digits, lower case, no prefix. */
export function formatLeaseHex(id: LeaseId): string {
  return BigInt.asUintN(64, BigInt(id)).toString(16).padStart(16, "0");
}

/** Reads a lease ID in hex, as etcdctl prints it; `0x` may stand before, and any number of zeros. */
export function parseLeaseHex(text: string): LeaseId | undefined {
  const digits = hexDigits(text);
  return digits === undefined ? undefined : (BigInt.asIntN(64, BigInt(`0x${digits}`)).toString() as LeaseId);
}

function hexDigits(text: string): string | undefined {
  return /^(?:0x)?0*([0-9a-f]{1,16})$/i.exec(text)?.[1];
}

/** The integer for people, in groups of three: `1,204,331`. */
export function formatGrouped(value: Int64 | number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

// Up to here a number holds every integer, with room for one more digit.
const exactDigits = 15;

/**
 * Reads the decimal digits that stand in `bytes` from `start` up to `end`, quicker than {@link parseInt64} reads text.
 * Undefined where something else than digits stands there, and for what has leading zeros or more than 19 digits.
 */
export function int64FromDigits(bytes: Uint8Array, start: number, end: number): Int64 | undefined {
  const length = end - start;
  if (length < 1 || length > 19 || (length > 1 && bytes[start] === 0x30)) return undefined;
  let number = 0;
  let text = "";
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    if (length <= exactDigits) number = number * 10 + digit;
    else text += String(digit);
  }
  return (length <= exactDigits ? String(number) : text) as Int64;
}

/** A member's or cluster's ID as etcdctl writes it (`%x` in its printers): hex, lower case, without leading zeros. */
export function formatIdHex(id: Int64): string {
  return BigInt.asUintN(64, BigInt(id)).toString(16);
}

/** Reads a member's ID in hex, as etcdctl prints it; `0x` may stand before, and any number of zeros. */
export function parseIdHex(text: string): Int64 | undefined {
  const digits = hexDigits(text);
  return digits === undefined ? undefined : (BigInt(`0x${digits}`).toString() as Int64);
}
