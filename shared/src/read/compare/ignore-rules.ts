/** What a comparison does not look at. */
import type { Key } from "../../model/bytes.ts";

export interface IgnoredPrefix {
  /** Below the prefixes that are compared, or a prefix of whole keys. */
  readonly isRelative: boolean;
  readonly prefix: Key;
}

/** The names of the fields from the root of a JSON value; `*`: any field of one level, `**`: any number of levels. */
export interface IgnoredField {
  readonly path: readonly FieldStep[];
}

export type FieldStep =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "any" }
  | { readonly kind: "deep" };

export interface IgnoreRules {
  /** Keys that are not compared at all. */
  readonly prefixes: readonly IgnoredPrefix[];
  /** Of values that are JSON on both sides; others are compared byte by byte. */
  readonly fields: readonly IgnoredField[];
  /** Keys with other leases and the same value are the same. */
  readonly leases: boolean;
}

export const ignoreNothing: IgnoreRules = { prefixes: [], fields: [], leases: false };
