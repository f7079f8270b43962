import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { SideAddress } from "#/features/compare/model/compare-address.ts";
import { otherSide, sideLetters } from "#/features/compare/model/side-words.ts";
import { Button } from "#/ui/button.tsx";

interface UnlikePrefixesProps {
  readonly sides: OfSides<SideAddress>;
  /** The side whose prefix was changed last: it is the one that is meant. */
  readonly meant: SideName;
  readonly onChange: (side: SideName, prefix: SideAddress["prefix"]) => void;
}

/** Says how keys of two prefixes are compared, and makes both alike; nothing where they are. */
export function UnlikePrefixes({ sides, meant, onChange }: UnlikePrefixesProps) {
  const { prefix } = sides[meant];
  const text = formatKey(prefix);
  const other = otherSide[meant];
  if (formatKey(sides[other].prefix) === text) return null;
  return (
    <p className="-mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-sm text-muted">
      Two prefixes: keys match by the name after each.
      <Button className="h-6 max-w-full" onClick={() => onChange(other, prefix)}>
        <span className="truncate">
          Set {sideLetters[other]} to {text === "" ? "all keys" : <span className="font-mono">{text}</span>}
        </span>
      </Button>
    </p>
  );
}
