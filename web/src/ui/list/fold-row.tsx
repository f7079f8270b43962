import { UnfoldVertical } from "lucide-react";

interface FoldRowProps {
  readonly count: number;
  readonly onOpen: () => void;
}

/** Equal lines in one row of a list, which shows them when it is pressed. */
export function FoldRow({ count, onOpen }: FoldRowProps) {
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex h-full w-full items-center gap-1.5 bg-panel pl-[18px] font-sans text-xs text-muted hover:text-text [&>svg]:size-3"
    >
      <UnfoldVertical /> {count === 1 ? "1 unchanged line" : `${count} unchanged lines`}
    </button>
  );
}
