import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import { ArrowLeftRight } from "lucide-react";
import { useRef, type ComponentType, type KeyboardEvent } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { swapSides, type CompareAddress } from "#/features/compare/model/compare-address.ts";
import type { PinnedSide } from "#/features/compare/run/pin-sides.ts";
import { SideCard, type PrefixFieldProps } from "./side-card.tsx";
import type { SideConnection } from "./side-connection.ts";

interface SidesBarProps {
  readonly address: CompareAddress;
  readonly connections: OfSides<SideConnection | undefined>;
  /** What is wrong with each side, in words. */
  readonly problems: Readonly<Partial<Record<SideName, string>>>;
  readonly pinned: OfSides<PinnedSide> | undefined;
  readonly prefixField: ComponentType<PrefixFieldProps>;
  readonly onChange: (address: CompareAddress) => void;
}

/** Both sides beside each other, each with its fields, and what swaps them. */
export function SidesBar({ address, connections, problems, pinned, prefixField, onChange }: SidesBarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const edit = (letter: "A" | "B") => () =>
    bar.current?.querySelector<HTMLElement>(`[data-side=${letter}] input`)?.focus();
  useAct("compare.side-a", edit("A"));
  useAct("compare.side-b", edit("B"));
  useAct("compare.swap", () => onChange(swapSides(address)));
  const card = (name: SideName) => (
    <SideCard
      name={name}
      side={address[name]}
      prefixText={formatKey(address[name].prefix)}
      connection={connections[name]}
      problem={problems[name]}
      pinned={pinned?.[name]}
      prefixField={prefixField}
      onChange={(change) => onChange({ ...address, [name]: { ...address[name], ...change } })}
    />
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys of the fields in it pass here
    <div ref={bar} onKeyDown={takeTyped} className="flex items-stretch gap-2.5 max-lg:flex-col">
      {card("left")}
      <div className="flex items-center justify-center">
        <ActButton act="compare.swap" label={null} icon={<ArrowLeftRight />} className="w-9 px-0" />
      </div>
      {card("right")}
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
