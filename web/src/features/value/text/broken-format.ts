/** Whether saving an edit would turn a value that is valid in its format into one that is not. */
import { decodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import type { Decoding } from "#/lib/formats/decoding.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import { findBrokenFormat } from "#/lib/formats/format-check.ts";
import { describeProblem } from "#/lib/formats/text-place.ts";
import { decodedFormat, formatOf } from "./editor-model.ts";
import type { Format } from "./formats.ts";
import type { TextFormat } from "#/stores/chosen-formats.ts";

/** What a save would break, in words. */
export interface BrokenFormat {
  readonly format: Format;
  /** `line 2, column 8: expected :`. */
  readonly problem: string;
}

/** How a value is read before its format is looked at. */
interface Reading {
  /** The format that was chosen by hand. */
  readonly chosen?: TextFormat | undefined;
  /** What decodes it; undefined: it is read as it is stored. */
  readonly decoding?: Decoding | undefined;
  /** The text in which a problem is looked for, where it is not the value's own. */
  readonly shown?: string | undefined;
}

/**
 * Compares what stands in a key with what a save would write, in whatever spelling it was edited. Undefined where the
 * stored value has no format with rules, is not valid itself, or stays valid; also where the format's checker cannot be
 * loaded, since an operator who has to save is not kept from it by that.
 */
export async function findBroken(
  ...change: readonly [stored: KeyValue, value: Value, reading: Reading]
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
  { chosen, decoding, shown }: Reading,
): Promise<BrokenFormat | undefined> {
  const textOf = (aValue: Value) =>
    decoding === undefined ? decodeUtf8(aValue) : decoding.read(askedValue(aValue))?.text;
  const before = textOf(stored.value);
  const after = textOf(value);
  if (before === undefined) return undefined;
  const format =
    decoding === undefined
      ? formatOf(stored, "text", before, chosen)
      : decodedFormat(stored, decoding.read(askedValue(stored.value)), chosen);
  if (after === undefined) {
    const broken = await findBrokenFormat(before, "", format);
    return broken && { format, problem: "not UTF-8 text" };
  }
  // Line and column are those of the text that one sees.
  const seen = shown ?? after;
  const broken = after === before ? undefined : await findBrokenFormat(before, seen, format);
  return broken && { format, problem: describeProblem(seen, broken) };
}
