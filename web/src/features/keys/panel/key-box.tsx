import { Funnel, CornerDownRight, Search, X } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { titleWithKeys } from "#/acts/act-words.ts";
import { CompletionList } from "#/features/keys/goto/completion-list.tsx";
import type { GoToField } from "#/features/keys/goto/use-go-to-field.ts";
import { classNames } from "#/ui/class-names.ts";
import type { BoxField, BoxMode } from "#/features/keys/box/box-field.ts";
import { BoxInput } from "#/features/keys/box/box-input.tsx";
import type { FindField } from "#/features/keys/find/use-find-field.ts";

interface KeyBoxProps {
  readonly ref: Ref<HTMLInputElement>;
  readonly mode: BoxMode;
  readonly onMode: (mode: BoxMode) => void;
  readonly goTo: GoToField;
  readonly filter: BoxField;
  readonly find: FindField;
  /** Whether the place that was typed is being looked up. */
  readonly busy: boolean;
  readonly onClearFilter: () => void;
}

const modes = [
  { value: "goto", label: "Go to", act: "keys.goto" },
  { value: "filter", label: "Filter", act: "keys.filter" },
  { value: "find", label: "Find", act: "find.open" },
] as const;

const icons: Record<BoxMode, ReactNode> = { goto: <CornerDownRight />, filter: <Funnel />, find: <Search /> };

/** One box for the three ways to a key: go to its name, filter by a prefix, find a part of it; its mode is said in words. */
export function KeyBox({ ref, mode, onMode, goTo, filter, find, busy, onClearFilter }: KeyBoxProps) {
  const field = { goto: goTo, filter, find }[mode];
  const ends: Record<BoxMode, ReactNode> = {
    goto: undefined,
    filter: filter.text !== "" && (
      <button
        type="button"
        aria-label="Clear filter"
        title="Clear filter (Esc)"
        onClick={onClearFilter}
        className="rounded p-0.5 hover:text-text"
      >
        <X className="size-3.5" />
      </button>
    ),
    find: <MatchCase pressed={!find.form.pattern.ignoreCase} onPattern={find.onPattern} />,
  };
  return (
    <>
      <BoxInput
        ref={ref}
        field={field}
        icon={icons[mode]}
        busy={busy}
        end={ends[mode] === false ? undefined : ends[mode]}
      >
        {mode === "goto" && <CompletionList {...goTo.list} />}
      </BoxInput>
      <div role="group" aria-label="Mode" className="mt-1.5 flex w-fit rounded-md border border-line bg-bg p-px">
        {modes.map(({ value, label, act }) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === mode}
            title={titleWithKeys(act)}
            onClick={() => onMode(value)}
            className={classNames(
              "h-6 rounded-[5px] px-2.5",
              value === mode ? "bg-accent-bg text-accent" : "text-muted hover:text-text",
            )}
          >
            {label}
          </button>
        ))}
      </div>
    </>
  );
}

function MatchCase({ pressed, onPattern }: { readonly pressed: boolean } & Pick<FindField, "onPattern">) {
  return (
    <button
      type="button"
      aria-label="Match case"
      aria-pressed={pressed}
      title={pressed ? "Match case: on" : "Match case: off. É also finds é, in every alphabet."}
      onClick={() => onPattern({ ignoreCase: pressed })}
      className={classNames(
        "h-5 rounded border px-1 text-sm leading-none font-medium",
        pressed ? "border-accent bg-accent-bg text-accent" : "border-transparent hover:bg-raised hover:text-text",
      )}
    >
      Aa
    </button>
  );
}
