import type { Decoding } from "#/lib/formats/decoding.ts";

const made = new Map<string, Decoding>();

/** The decoding of a chain, its names parted by blanks, if it is loaded already: what was opened with it is known then. */
export function loadedDecoding(chain: string): Decoding | undefined {
  return made.get(chain);
}

/** Loads the decoders, once, and gives the decoding of a chain. */
export async function loadDecoding(chain: string): Promise<Decoding> {
  const { createChainDecoding } = await import("./chain-decoding.ts");
  const created = made.has(chain) ? undefined : await createChainDecoding(chain.split(" "));
  // Somebody else may have been first meanwhile.
  const known = loadedDecoding(chain) ?? created;
  if (known === undefined) throw new Error("no decoding was made");
  made.set(chain, known);
  return known;
}
