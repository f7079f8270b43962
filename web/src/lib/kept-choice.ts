/**
 * How a store keeps in the browser what may be lost with a reload. Anything may be in a browser's storage: an older
 * version's state, another page's, or what an extension made of it. What comes back is checked before it is used.
 */
import * as z from "zod/mini";
import { createJSONStorage, type PersistOptions, type StateStorage } from "zustand/middleware";

/** The options of `persist`: state that the schema refuses is left, and the store stays as it is. */
export function keptChoice<State extends object>(
  name: string,
  area: StateStorage,
  schema: z.ZodMiniType<State>,
): PersistOptions<State> {
  return {
    name,
    storage: createJSONStorage(() => area),
    merge: (stored, current) => schema.safeParse(stored).data ?? current,
  };
}

/** Entries by name: one that the schema refuses is left out and costs no other. */
export function entriesOf<Entry>(schema: z.ZodMiniType<Entry>): z.ZodMiniType<Record<string, Entry>> {
  return z.pipe(
    z.record(z.string(), z.unknown()),
    z.transform((all) =>
      Object.fromEntries(
        Object.entries(all).flatMap(([name, raw]) => {
          const entry = schema.safeParse(raw);
          return entry.success ? [[name, entry.data] as const] : [];
        }),
      ),
    ),
  );
}

/** A width in pixels that something was drawn to. */
export const drawnWidth = z.number().check(z.gt(0), z.lte(10_000));
