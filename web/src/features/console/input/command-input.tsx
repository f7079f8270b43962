import { describeFailure, failureOf } from "@etcd-explorer/shared/model/failure";
import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from "react";
import { classNames } from "#/ui/class-names.ts";
import { optionForTab, replaceTyped } from "./complete-text.ts";

export interface Suggestions {
  readonly from: number;
  readonly options: readonly string[];
}

interface CommandInputProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** What could stand at the caret, at the end of `before`. */
  readonly complete: (before: string) => Promise<Suggestions>;
  /** Hears in a sentence why nothing could be completed. */
  readonly onCompleteFailed?: (sentence: string) => void;
  readonly suggestions: readonly string[];
  readonly onSuggest: (options: readonly string[]) => void;
  /** Keys before anything else looks at them; true: it was meant for the caller. */
  readonly onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean;
  readonly invalid?: boolean;
  readonly describedBy: string;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly className?: string;
  readonly placeholder?: string;
}

/**
 * A text field that completes by Tab, as a shell does. Where nothing could be completed, and after Escape, Tab moves on
 * as everywhere.
 */
export function CommandInput(props: CommandInputProps) {
  const { label, value, onChange, complete, suggestions, onSuggest, onKey, invalid, describedBy, field } = props;
  const leaves = useRef(false);
  const caret = useRef<number>(undefined);

  useLayoutEffect(() => {
    if (caret.current === undefined) return;
    field.current?.setSelectionRange(caret.current, caret.current);
    caret.current = undefined;
  });

  const tab = async (element: HTMLTextAreaElement) => {
    const at = element.selectionStart;
    const found = await complete(value.slice(0, at)).catch((error: unknown) => {
      props.onCompleteFailed?.(`Could not complete keys. ${describeFailure(failureOf(error))}`);
    });
    if (found === undefined) return;
    const { from, options } = found;
    // Meanwhile more was typed: what was found is not about it.
    if (element.value !== value) return;
    const option = optionForTab(options, value.slice(from, at));
    onSuggest(options.length > 1 ? options : []);
    if (option === undefined) return;
    const change = replaceTyped(value, from, at, option);
    caret.current = change.caret;
    onChange(change.text);
  };

  return (
    <div className={classNames("flex min-h-0 flex-col", props.className)}>
      <textarea
        ref={field}
        aria-label={label}
        aria-invalid={invalid === true}
        aria-describedby={describedBy}
        value={value}
        placeholder={props.placeholder}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        rows={Math.min(16, value.split("\n").length)}
        onChange={(event) => {
          onSuggest([]);
          onChange(event.target.value);
        }}
        onKeyDown={(event) => {
          if (onKey?.(event) === true) return;
          if (event.key === "Escape") {
            leaves.current = true;
            onSuggest([]);
            return;
          }
          const completes = event.key === "Tab" && !event.shiftKey && !leaves.current && value.trim() !== "";
          leaves.current = false;
          if (!completes) return;
          event.preventDefault();
          void tab(event.currentTarget);
        }}
        className="min-h-0 w-full flex-1 resize-none bg-transparent font-mono leading-5 rounded-sm text-text focus-visible:outline-1 focus-visible:outline-offset-4 focus-visible:outline-accent placeholder:text-muted"
      />
      <div role="status" aria-label="Completions">
        {suggestions.length > 0 && (
          <p className="mt-2 flex max-h-[88px] flex-wrap gap-x-4 overflow-auto border-t border-line pt-1 font-mono text-sm text-muted">
            {suggestions.slice(0, 60).map((option) => (
              <span key={option}>{option}</span>
            ))}
          </p>
        )}
      </div>
    </div>
  );
}
