import { encodeHex } from "@etcd-explorer/shared/model/bytes";
import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { useState, type KeyboardEvent } from "react";
import { badEscape } from "#/lib/key-text-problem.ts";
import { useCombobox } from "#/ui/list/use-combobox.ts";
import type { BoxField } from "#/features/keys/box/box-field.ts";
import { placeOf, type Place } from "./go-to.ts";
import { optionsOf, type GoToOption } from "./go-to-options.ts";
import { useCompletions } from "./use-completions.ts";

interface GoToFieldOptions {
  /** Where one is: it stands in the field as long as nothing else is typed. */
  readonly text: string;
  readonly delimiters: Uint8Array;
  readonly onGo: (text: string) => void;
  readonly onPick: (place: Place) => void;
  /** Looks for a text where nothing starts so. Undefined: that is not offered. */
  readonly onFind?: (text: string) => void;
  /** Leads on into the keys. */
  readonly onLeave: (field: HTMLInputElement) => void;
}

/** The list below the field. */
export interface GoToList {
  readonly id: string;
  readonly options: readonly GoToOption[];
  readonly marked: number;
  readonly optionId: (at: number) => string;
  readonly onPick: (option: GoToOption) => void;
  /** What was not found: neither a key nor the beginning of one. */
  readonly missing: string | undefined;
}

export interface GoToField extends BoxField {
  readonly list: GoToList;
  /** Says that nothing is there, and offers to look for it. */
  readonly miss: (text: string) => void;
}

/** Where one types a key or a prefix, with what the cluster has of that beginning; Enter goes there. */
export function useGoToField({ text, delimiters, onGo, onPick, onFind, onLeave }: GoToFieldOptions): GoToField {
  const [typed, setTyped] = useState(text);
  const [isOpen, setOpen] = useState(false);
  const [missing, setMissing] = useState<string>();
  const [at, setAt] = useState(text);
  if (at !== text) {
    setAt(text);
    setTyped(text);
    setOpen(false);
  }
  const { found, isSettled } = useCompletions(isOpen ? typed : undefined, delimiters);
  const isMissing = missing === typed;
  const offered = onFind === undefined || typed === text ? "" : typed;
  const options = isOpen ? optionsOf(found, offered, isSettled || isMissing) : [];
  // Where nothing starts so, the offers are all there is, and Enter takes the first.
  const hasOffersAlone = options[0]?.kind === "find" && (isSettled || isMissing);
  const combobox = useCombobox({ ids: options.map(idOf), ends: hasOffersAlone ? "around" : "field" });
  const { marked } = combobox;
  const pick = (option: GoToOption) => {
    setOpen(false);
    if (option.kind === "find") return onFind?.(option.text);
    if (option.kind === "missing") return onPick({ kind: "key", key: option.key });
    const { completion } = option;
    setTyped(formatKey(completion.name));
    return onPick(placeOf(completion));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const chosen = options[marked];
    // Tab completes what can only be meant, and leaves once nothing is left to complete.
    const completed = chosen ?? (isSettled && found.length === 1 ? options[0] : undefined);
    if (combobox.step(event.key)) {
      event.preventDefault();
      setOpen(true);
    } else if (event.key === "Tab" && !event.shiftKey && completes(completed, typed)) {
      event.preventDefault();
      setTyped(formatKey(completed.completion.name));
      combobox.unmark();
    } else if (event.key === "Escape") {
      if (options.length > 0) return setOpen(false);
      setTyped(text);
      onLeave(event.currentTarget);
    } else if (event.key === "Enter" && chosen !== undefined) {
      event.preventDefault();
      pick(chosen);
    }
  };
  return {
    label: "Key or prefix",
    placeholder: "Go to key or prefix",
    text: typed,
    problem: parseKeyText(typed) === undefined ? badEscape : undefined,
    onText: (next) => {
      setTyped(next);
      setMissing(undefined);
      combobox.unmark();
      setOpen(true);
    },
    onSubmit: () => {
      setOpen(false);
      onGo(typed);
    },
    onKeyDown,
    onBlur: () => setOpen(false),
    attributes: combobox.field,
    list: {
      id: combobox.listId,
      options,
      marked,
      optionId: combobox.optionId,
      onPick: pick,
      missing: isOpen && isMissing ? typed : undefined,
    },
    miss: (name) => {
      setTyped(name);
      setMissing(name);
      setOpen(true);
    },
  };
}

type CompletionOption = Extract<GoToOption, { kind: "completion" }>;

function completes(option: GoToOption | undefined, typed: string): option is CompletionOption {
  return option?.kind === "completion" && formatKey(option.completion.name) !== typed;
}

function idOf(option: GoToOption): string {
  return option.kind === "completion" ? encodeHex(option.completion.name) : option.kind;
}
