/**
 * Edits that are not saved yet. They outlive moving to another key and back, and a reload of the tab; closing the tab
 * ends them, after a warning.
 */
import { equalBytes, type Value } from "@etcd-explorer/shared/model/bytes";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import type { EditForm } from "#/lib/formats/edit-form.ts";
import { decodeText, isCoded, type Encoding } from "#/lib/formats/encodings.ts";
import { draftStorage } from "./draft-storage.ts";
import { parseDraft, writeDraft } from "./stored-draft.ts";

export interface Draft {
  /** What was read when the edit began: the other side of every diff, and what the save compares. */
  readonly base: KeyValue;
  readonly encoding: Encoding;
  /** What stands in the editor, in that spelling. */
  readonly text: string;
  /** How that text is stored; absent: as it is. */
  readonly form?: EditForm;
  /**
   * The text that a save would write, where that is another: what it takes to work it out loads with the editor. Of an
   * object of Kubernetes or a decoded text its bytes in base64; absent: the text cannot be encoded.
   */
  readonly stored?: string;
  /** It is of a Secret, of which nothing goes into the browser's storage. */
  readonly isSecret?: true;
}

export type Drafts = Readonly<Record<string, Draft>>;

/** The name of the edits in the tab's storage, by which it tells whether they found room. */
export const editsStorage = "etcd-explorer:drafts:v1";

export const useDrafts = create<Drafts>()(
  persist((): Drafts => ({}), {
    name: editsStorage,
    storage: draftStorage({
      parse: parseDraft,
      write: writeDraft,
    }),
  }),
);

interface Meaning {
  /** The bytes that the text means; undefined: hex or base64 that is not whole. */
  readonly value: Value | undefined;
  readonly holdsEdit: boolean;
}

/** Of what was decoded the bytes are kept with its text: what it takes to work them out may not be loaded yet. */
function valueOf({ encoding, text, stored }: Draft): Value | undefined {
  if (!isCoded(encoding)) return decodeText(stored ?? text, encoding);
  return stored === undefined ? undefined : decodeText(stored, "base64");
}

const meanings = new WeakMap<Draft, Meaning>();

/** What a draft means, worked out once: several parts of the page ask at every key press, of values of a megabyte too. */
export function meaningOf(draft: Draft): Meaning {
  const known = meanings.get(draft);
  if (known !== undefined) return known;
  const value = valueOf(draft);
  const meaning = { value, holdsEdit: value === undefined || !equalBytes(value, draft.base.value) };
  meanings.set(draft, meaning);
  return meaning;
}

/** Whether a draft would change the key, or is not valid yet; else it only remembers how the value is written. */
export function holdsEdit(draft: Draft): boolean {
  return meaningOf(draft).holdsEdit;
}

/** The drafts that hold an edit, with their names. */
export function listEdits(drafts: Drafts): (readonly [id: string, draft: Draft])[] {
  return Object.entries(drafts).filter(([, draft]) => holdsEdit(draft));
}

/** The keys of a connection, in hex, whose edit is not saved; anew only when another key begins or ends to be one. */
export function useUnsaved(connectionId: string): ReadonlySet<string> {
  const start = draftId(connectionId, "");
  const names = useDrafts((drafts) =>
    listEdits(drafts)
      .flatMap(([id]) => (id.startsWith(start) ? [id.slice(start.length)] : []))
      .join(" "),
  );
  return new Set(names.split(" "));
}

/** The name of a draft: one a connection and key. */
export function draftId(connectionId: string, keyHex: string): string {
  return `${connectionId}\n${keyHex}`;
}

/** The connection of a draft. */
export function connectionOfDraft(id: string): string {
  return id.slice(0, id.indexOf("\n"));
}

/** Keeps a draft, or with undefined drops it. */
export function setDraft(id: string, draft: Draft | undefined): void {
  useDrafts.setState((drafts) => {
    const others = Object.fromEntries(Object.entries(drafts).filter(([known]) => known !== id));
    return draft === undefined ? others : { ...others, [id]: draft };
  }, true);
}

/**
 * The draft that was sent ends; what was typed since goes on, over the key as it was written. Where that is not known
 * it keeps its base: the next save shows what is there.
 */
export function endDraft(id: string, sent: Draft | undefined, written: KeyValue | undefined): void {
  const draft = useDrafts.getState()[id];
  if (draft === undefined || draft === sent) setDraft(id, undefined);
  else if (written !== undefined) setDraft(id, { ...draft, base: written });
}

/** A draft goes along with its key, which is read as `base` under its new name. */
export function moveDraft(from: string, to: string, base: KeyValue): void {
  const draft = useDrafts.getState()[from];
  if (draft === undefined) return;
  setDraft(to, { ...draft, base });
  setDraft(from, undefined);
}
