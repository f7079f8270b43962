import { ChevronRight } from "lucide-react";
import { Fragment, useEffect, useRef } from "react";
import { longestChain } from "#/lib/decoders/chain.ts";
import { choosable } from "#/lib/decoders/decoding.ts";

export const selectLook =
  "h-6 min-w-0 max-w-44 rounded-md border border-line bg-bg px-1 text-sm text-text disabled:opacity-60";

interface ChainSelectsProps {
  readonly chain: readonly string[];
  /** The last decoder has written a text: there is nothing more to decode. */
  readonly isWhole: boolean;
  /** Why it cannot be changed; undefined: it can. */
  readonly disabled: string | undefined;
  readonly takesFocus: boolean;
  readonly onChange: (chain: readonly string[]) => void;
}

/** A choice for each step of a chain, and one for another step. */
export function ChainSelects({ chain, isWhole, disabled, takesFocus, onChange }: ChainSelectsProps) {
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (takesFocus) first.current?.focus();
  }, [takesFocus]);
  const steps = chain.length < longestChain && !isWhole ? [...chain, ""] : chain;
  return (
    <span className="flex flex-wrap items-center gap-1 [&_svg]:size-3.5">
      {steps.map((name, at) => (
        // Its place is what a step is.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={at}>
          {at > 0 && <ChevronRight aria-hidden />}
          <select
            ref={at === 0 ? first : undefined}
            aria-label={name === "" ? (at === 0 ? "Decoder" : "Next decoder") : `Decoder ${at + 1}`}
            className={selectLook}
            value={name}
            disabled={disabled !== undefined}
            title={disabled}
            onChange={({ target: { value } }) =>
              // What follows a step was chosen for what it gave.
              onChange(value === "" ? chain.slice(0, at) : [...chain.slice(0, at), value])
            }
          >
            <option value="">{name !== "" ? "Remove" : at === 0 ? "Choose decoder" : "Add decoder"}</option>
            {!choosable.some((each) => each.name === name) && name !== "" && (
              <option value={name}>{name.replace(":", " ")}</option>
            )}
            {choosable.map((each) => (
              <option key={each.name} value={each.name}>
                {each.label}
              </option>
            ))}
          </select>
        </Fragment>
      ))}
    </span>
  );
}
