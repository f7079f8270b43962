/** The oldest revision that etcd can still read. */
import type { Key } from "../../model/bytes.ts";
import { FailureError } from "../../model/failure.ts";
import { asRevision, int64, parseInt64, type Revision } from "../../model/int64.ts";
import type { RangeRequest, RangeResponse } from "../../model/txn.ts";

export interface RangeCall {
  range(request: RangeRequest, signal?: AbortSignal): Promise<RangeResponse>;
}

const first: Revision = asRevision(int64(1));

/** Reads in flight at once where the horizon is searched for. */
const parallel = 4n;

interface HorizonOptions {
  /** Any key that may be read. */
  readonly key: Key;
  /** A revision that can be read: asked for only where something was compacted. */
  readonly readNewest: () => Promise<Revision>;
  /** Asks etcd for the revision of its compaction, given one that is compacted; undefined: it does not tell. */
  readonly askOldest: (compacted: Revision) => Promise<Revision | undefined>;
}

/**
 * The oldest revision that can be read, `"1"` where nothing was compacted. Where etcd does not tell it, it is searched
 * for by reads of one key without its value, four at once: about 30 for a thousand million revisions.
 */
export async function readHorizon(call: RangeCall, options: HorizonOptions, signal?: AbortSignal): Promise<Revision> {
  const { key, readNewest, askOldest } = options;
  const isReadable = async (revision: Revision): Promise<boolean> => {
    try {
      await call.range({ key, revision, keysOnly: true }, signal);
      return true;
    } catch (error) {
      if (error instanceof FailureError && error.failure.kind === "compacted") return false;
      throw error;
    }
  };
  if (await isReadable(first)) return first;
  const told = await askOldest(first);
  if (told !== undefined) return told;
  let [compacted, readable] = [1n, BigInt(await readNewest())];
  while (readable - compacted > 1n) {
    const span = readable - compacted;
    const steps = span - 1n < parallel ? span - 1n : parallel;
    const asked = Array.from({ length: Number(steps) }, (_, at) => compacted + (span * BigInt(at + 1)) / (steps + 1n));
    const answers = await Promise.all(asked.map((at) => isReadable(revisionOf(at))));
    const found = answers.indexOf(true);
    const below = found === -1 ? asked.at(-1) : asked[found - 1];
    readable = (found === -1 ? undefined : asked[found]) ?? readable;
    compacted = below ?? compacted;
  }
  return revisionOf(readable);
}

function revisionOf(at: bigint): Revision {
  return asRevision(parseInt64(at.toString()) ?? first);
}
