import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import { ArrowLeftRight } from "lucide-react";
import { useRef, useState, type ComponentType, type KeyboardEvent } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { swapSides, type CompareAddress, type SideProblem } from "#/features/compare/model/compare-address.ts";
import { otherSide } from "#/features/compare/model/side-words.ts";
import type { PinnedSide } from "#/features/compare/run/pin-sides.ts";
import { SideCard, type PrefixFieldProps } from "./side-card.tsx";
import { UnlikePrefixes } from "./unlike-prefixes.tsx";
import type { SideConnection } from "./side-connection.ts";

interface SidesBarProps {
  readonly address: CompareAddress;
  readonly connections: OfSides<SideConnection | undefined>;
  /** What is wrong with each side, in words. */
  readonly problems: Readonly<Partial<Record<SideName, string>>>;
  readonly pinned: OfSides<PinnedSide> | undefined;
  readonly prefixField: ComponentType<PrefixFieldProps>;
  /** A change that was made in a field. */
  readonly onChange: (address: CompareAddress) => void;
  /** A change of sides, whatever is typed in their fields. */
  readonly onReplace: (address: CompareAddress) => void;
  /** Another number begins the fields anew. */
  readonly fresh: number;
  /** What is left in a field of a side cannot be read, or can be read again. */
  readonly onTyped: (side: SideName, field: SideProblem["field"], message: string | undefined) => void;
}

/** Both sides beside each other, each with its fields, and what swaps them. */
export function SidesBar({ address, connections, problems, pinned, prefixField, fresh, ...on }: SidesBarProps) {
  const { onChange, onReplace, onTyped } = on;
  const [meant, setMeant] = useState<SideName>("left");
  const bar = useRef<HTMLDivElement>(null);
  const edit = (letter: "A" | "B") => () =>
    bar.current?.querySelector<HTMLElement>(`[data-side=${letter}] input`)?.focus();
  useAct("compare.side-a", edit("A"));
  useAct("compare.side-b", edit("B"));
  useAct("compare.swap", () => {
    setMeant(otherSide[meant]);
    onReplace(swapSides(address));
  });
  const card = (name: SideName) => (
    <SideCard
      key={`${name} ${fresh}`}
      name={name}
      side={address[name]}
      prefixText={formatKey(address[name].prefix)}
      connection={connections[name]}
      problem={problems[name]}
      pinned={pinned?.[name]}
      prefixField={prefixField}
      onChange={(change) => {
        if (change.prefix !== undefined) setMeant(name);
        onChange({ ...address, [name]: { ...address[name], ...change } });
      }}
      onProblem={(field, message) => onTyped(name, field, message)}
    />
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the fields in it pass here
    <div ref={bar} onKeyDown={takeTyped} className="flex flex-col gap-2.5">
      <div className="flex items-stretch gap-2.5 max-lg:flex-col">
        {card("left")}
        <div className="flex items-center justify-center">
          <ActButton act="compare.swap" label={null} icon={<ArrowLeftRight />} className="w-9 px-0" />
        </div>
        {card("right")}
      </div>
      <UnlikePrefixes
        sides={address}
        meant={meant}
        onChange={(side, prefix) => onReplace({ ...address, [side]: { ...address[side], prefix } })}
      />
    </div>
  );
}

/** What starts the comparison in a field compares what is typed there: a field takes it when it is left. */
function takeTyped(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, target: field } = event;
  if (key !== "Enter" || !(ctrlKey || metaKey) || !(field instanceof HTMLInputElement)) return;
  field.blur();
  field.focus();
  // Of what cannot be read nothing is compared, also not what stood there before.
  if (field.ariaInvalid === "true") event.preventDefault();
}
