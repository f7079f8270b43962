/** The bytes that part folders, by connection; a way of looking at keys, kept in this browser. */
import { decodeHex, encodeHex } from "@etcd-explorer/shared/model/bytes";
import { slash } from "@etcd-explorer/shared/read/listing/child";
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { entriesOf, keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

/** In hex, by connection. */
type Chosen = Readonly<Record<string, string>>;

const useChosen = create<Chosen>()(
  persist(
    (): Chosen => ({}),
    keptChoice(
      "etcd-explorer:delimiters:v1",
      browserStorage,
      entriesOf(z.string().check(z.refine((hex) => decodeHex(hex) !== undefined))),
    ),
  ),
);

const bytes = new Map<string, Uint8Array>();

// One array a spelling: whoever depends on it does not render anew.
function bytesOf(hex: string | undefined): Uint8Array {
  if (hex === undefined) return slash;
  const known = bytes.get(hex) ?? decodeHex(hex) ?? slash;
  bytes.set(hex, known);
  return known;
}

/** The delimiters of a connection; `/` until somebody chooses others. */
export function useDelimiters(connectionId: string): Uint8Array {
  return bytesOf(useChosen((all) => all[connectionId]));
}

/** The same, outside of a component. */
export function delimitersOf(connectionId: string): Uint8Array {
  return bytesOf(useChosen.getState()[connectionId]);
}

/** Chooses the delimiters of a connection; none at all shows every key flat. */
export function setDelimiters(connectionId: string, delimiters: Uint8Array): void {
  useChosen.setState({ [connectionId]: encodeHex(delimiters) });
}
