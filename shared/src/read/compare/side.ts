/** One side of a comparison: the keys below a prefix, as of one revision of one cluster. */
import type { At } from "../../model/at.ts";
import type { Key } from "../../model/bytes.ts";
import { FailureError, failureOf } from "../../model/failure.ts";
import type { Revision } from "../../model/int64.ts";
import { prefixRange } from "../../model/range.ts";
import { pinCall, type PinnedCall } from "../past/pinned-call.ts";

export type SideName = "left" | "right";
/** Something of both sides. */
export type OfSides<T> = Readonly<Record<SideName, T>>;

export interface Side {
  /** Reads this side as of `revision`, whatever is asked for, and never writes. */
  readonly call: PinnedCall;
  /** All keys that start with it are compared. */
  readonly prefix: Key;
  /** Pinned before anything is read. */
  readonly revision: Revision;
}

/** A failure of one side, of which nothing else is to be told: who catches it names the side. */
export class SideFailure extends FailureError {
  readonly side: SideName;

  constructor(side: SideName, cause: unknown) {
    super(failureOf(cause), { cause });
    this.side = side;
  }
}

/**
 * Pins a side: `live` to the revision that is the newest now. Asks for a count of its keys, so that a prefix that may not
 * be read, and a revision that is compacted or not written yet, fail before anything is compared.
 */
export async function pinSide(call: PinnedCall, prefix: Key, at: At, signal?: AbortSignal): Promise<Side> {
  const pinned = at === "live" ? call : pinCall(call, at);
  const { header } = await pinned.range({ ...prefixRange(prefix), countOnly: true }, signal);
  const revision = at === "live" ? header?.revision : at;
  if (revision === undefined) throw new Error("the response to a range has no header");
  return { call: pinCall(call, revision), prefix, revision };
}
