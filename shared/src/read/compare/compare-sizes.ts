/** How many keys the parts of a comparison have. Others than these are for tests. */
import { keysOnlyPages, valuePages, type PageSizes } from "../scan/page-size.ts";

export interface CompareSizes {
  /** Keys that are compared first on each side. */
  readonly headKeys: number;
  /** Keys of a part, on the side that has more of them; what is smaller is not divided. */
  readonly partKeys: number;
  /** Keys of a part that is searched for deleted keys, at least. */
  readonly searchedKeys: number;
  /** Where more than that share of a part differs, all of it is read. */
  readonly fewShare: number;
  /** Contents that are read of keys with another `mod_revision`, where no rule is about contents. */
  readonly contents: number;
  readonly pages: PageSizes;
  /** Parts that are compared at once: while one answer is on its way, the next is made. */
  readonly atOnce: number;
}

const shared = { searchedKeys: 50, fewShare: 0.2, contents: 10_000 };

/** Of keys without values: a page that is large, and a head that comes soon. */
export const nameSizes: CompareSizes = {
  ...shared,
  headKeys: 5000,
  partKeys: 50_000,
  pages: keysOnlyPages,
  atOnce: 2,
};

/** Of keys with values. Two sides, two parts and two pages of each are in memory at once. */
export const valueSizes: CompareSizes = { ...shared, headKeys: 500, partKeys: 10_000, pages: valuePages, atOnce: 2 };
