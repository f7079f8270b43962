/** The formats that were chosen by hand, by connection and key; kept in the browser, without any value. */
import * as z from "zod/mini";
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { entriesOf, keptChoice } from "#/lib/kept-choice.ts";
import { browserStorage } from "#/lib/safe-storage.ts";

export const textFormats = ["JSON", "JSON lines", "YAML", "TOML", "XML", "properties", "shell", "plain"] as const;
export type TextFormat = (typeof textFormats)[number];

const kept = 500;

interface ChosenFormats {
  /** The last chosen stand last. */
  readonly byDraftId: Readonly<Record<string, TextFormat>>;
}

export const useChosenFormats = create<ChosenFormats>()(
  persist(
    (): ChosenFormats => ({ byDraftId: {} }),
    keptChoice("etcd-explorer:formats:v1", browserStorage, z.object({ byDraftId: entriesOf(z.enum(textFormats)) })),
  ),
);

/** Chooses a format for a key; undefined goes back to what is found out. */
export function chooseFormat(draftId: string, format: TextFormat | undefined): void {
  useChosenFormats.setState(({ byDraftId }) => {
    const others = Object.entries(byDraftId).filter(([id]) => id !== draftId);
    const all = format === undefined ? others : [...others, [draftId, format] as const];
    return { byDraftId: Object.fromEntries(all.slice(-kept)) };
  });
}

/** Whether a word names a format that can be chosen. */
export function isTextFormat(word: string): word is TextFormat {
  return textFormats.some((format) => format === word);
}
