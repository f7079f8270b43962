/** Where one was in a tree: kept for this tab, over reloads. By connection and prefix. */
import { decodeHex } from "@etcd-explorer/shared/model/bytes";
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { entriesOf, keptChoice } from "#/lib/kept-choice.ts";
import { tabStorage } from "#/lib/safe-storage.ts";
import type { RowPlace } from "@etcd-explorer/shared/read/browse/row-place";

export interface TreePlace {
  /** The first row in sight, and how many pixels of it are above. */
  readonly top?: RowPlace;
  readonly shift: number;
  /** The row that the keyboard is on. */
  readonly mark?: RowPlace;
  /** The key that was open, in hex: another one is brought into sight. */
  readonly open?: string;
}

type Places = Readonly<Record<string, TreePlace>>;

const kept = 40;

const hex = z.string().check(z.refine((text) => decodeHex(text) !== undefined));
const rowPlace = z.object({ folder: hex, name: hex, offset: z.int().check(z.gte(0)) });

const treePlace = z.object({
  top: z.exactOptional(rowPlace),
  shift: z.number(),
  mark: z.exactOptional(rowPlace),
  open: z.exactOptional(hex),
});

export const useTreePlaces = create<Places>()(
  persist((): Places => ({}), keptChoice("etcd-explorer:tree-places:v1", tabStorage, entriesOf(treePlace))),
);

/** The name of a tree: one a connection and prefix. */
export function treeId(connectionId: string, rootHex: string): string {
  return `${connectionId}\n${rootHex}`;
}

/** Remembers where one is in a tree. */
export function rememberPlace(id: string, place: TreePlace): void {
  useTreePlaces.setState((all) => {
    const others = Object.entries(all).filter(([known]) => known !== id);
    return Object.fromEntries([...others, [id, place]].slice(-kept));
  }, true);
}
