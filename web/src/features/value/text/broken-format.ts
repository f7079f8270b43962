/** Whether saving an edit would turn a value that is valid in its format into one that is not. */
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { findBrokenFormat } from "#/lib/formats/format-check.ts";
import { describeProblem } from "#/lib/formats/text-place.ts";
import { formatOf } from "./editor-model.ts";
import type { Format } from "./formats.ts";
import type { TextFormat } from "#/stores/chosen-formats.ts";

/** What a save would break, in words. */
export interface BrokenFormat {
  readonly format: Format;
  /** `line 2, column 8: expected :`. */
  readonly problem: string;
}

/**
 * Compares what stands in a key with what a save would write, in whatever spelling it was edited. Undefined where the
 * stored value has no format with rules, is not valid itself, or stays valid; also where the format's checker cannot be
 * loaded, since an operator who has to save is not kept from it by that.
 */
export async function findBroken(
  ...change: readonly [stored: KeyValue, value: Value, chosen: TextFormat | undefined, shown?: string | undefined]
): Promise<BrokenFormat | undefined> {
  try {
    return await compare(...change);
  } catch {
    return undefined;
  }
}

async function compare(
  stored: KeyValue,
  value: Value,
  chosen: TextFormat | undefined,
  shown?: string,
): Promise<BrokenFormat | undefined> {
  const before = decodeUtf8(stored.value);
  const after = decodeUtf8(value);
  if (before === undefined) return undefined;
  const format = formatOf(stored, "text", before, chosen);
  if (after === undefined) {
    const broken = await findBrokenFormat(before, "", format);
    return broken && { format, problem: "not UTF-8 text" };
  }
  // Line and column are those of the text that one sees.
  const seen = shown ?? after;
  const broken = after === before ? undefined : await findBrokenFormat(before, seen, format);
  return broken && { format, problem: describeProblem(seen, broken) };
}
