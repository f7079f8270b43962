/** What rows of a past revision say of now. Part of the first screen: what finds it out is loaded with the past. */
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { KeyFacts } from "@etcd-explorer/shared/model/key-value";
import type { Listing } from "@etcd-explorer/shared/read/listing/listing";
import { create } from "zustand";
import type { Tone } from "#/ui/badge.tsx";

/** A word at the end of a row. */
export interface RowMark {
  readonly tone: Tone;
  readonly text: string;
  readonly title: string;
  /** The row is of what was not there then. */
  readonly isFaint?: true;
  /** In place of the number of keys: how many then and now. */
  readonly keys?: string;
}

export interface PastRows {
  readonly markOfKey: (key: Key) => RowMark | undefined;
  readonly markOfFolder: (prefix: Key, listed: number) => RowMark | undefined;
  /** A listing with rows for what is there only now. */
  readonly withNotYet: (listing: Listing) => Listing;
  /** Keys in their order, with those that are there only now. */
  readonly withKeysNotYet: (keys: readonly KeyFacts[], prefix: Key, isWhole: boolean) => readonly KeyFacts[];
}

/** Undefined while live, and until something is known. */
export const usePastRows = create<{ readonly rows: PastRows | undefined }>()(() => ({ rows: undefined }));
