/** Edits that are not saved yet. They outlive moving to another key and back, as long as the tab lives. */
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { create } from "zustand";

export interface Draft {
  /** What was read when the edit began: the other side of every diff, and what the save compares. */
  readonly base: KeyValue;
  /** What stands in the editor: text, or hex digits where the value is binary. */
  readonly text: string;
}

export const useDrafts = create<Readonly<Record<string, Draft>>>()(() => ({}));

/** The name of a draft: one a connection and key. */
export function draftId(connectionId: string, keyHex: string): string {
  return `${connectionId}\n${keyHex}`;
}

/** Keeps a draft, or with undefined drops it. */
export function setDraft(id: string, draft: Draft | undefined): void {
  useDrafts.setState((drafts) => {
    const others = Object.fromEntries(Object.entries(drafts).filter(([known]) => known !== id));
    return draft === undefined ? others : { ...others, [id]: draft };
  }, true);
}
