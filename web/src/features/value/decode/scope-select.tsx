import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { ChainChoice } from "#/stores/layout/chosen-chains.ts";
import { selectLook } from "./chain-selects.tsx";

type Scope = Pick<ChainChoice, "start" | "isPrefix">;

interface ScopeSelectProps {
  readonly selected: Key;
  /** Outermost first. */
  readonly folders: readonly { readonly start: Key; readonly label: string }[];
  readonly choice: Scope | undefined;
  readonly onMove: (to: Scope) => void;
}

/** For which keys the decoders are remembered. */
export function ScopeSelect({ selected, folders, choice, onMove }: ScopeSelectProps) {
  const options = [
    { start: selected, isPrefix: false, label: "this key" },
    ...folders.toReversed().map(({ start, label }) => ({ start, isPrefix: true, label: `keys in ${label}` })),
  ].map((option) => ({ ...option, id: idOf(option) }));
  const current = choice && idOf(choice);
  return (
    <select
      aria-label="Use these decoders for"
      title="Remembered in this browser"
      className={selectLook}
      value={current}
      onChange={({ target }) => {
        const option = options.find(({ id }) => id === target.value);
        if (option !== undefined) onMove(option);
      }}
    >
      {current !== undefined && !options.some(({ id }) => id === current) && (
        <option value={current}>For a prefix</option>
      )}
      {options.map(({ id, label }) => (
        <option key={id} value={id}>
          For {label}
        </option>
      ))}
    </select>
  );
}

function idOf({ start, isPrefix }: Scope): string {
  return `${isPrefix ? "*" : "="}${encodeHex(start)}`;
}
