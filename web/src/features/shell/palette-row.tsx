import { Bookmark, ChevronRight, FileText, Folder, Plug } from "lucide-react";
import { classNames } from "#/ui/class-names.ts";
import { Kbd } from "#/ui/kbd.tsx";
import type { PaletteItem } from "./palette-item.ts";

interface PaletteRowProps {
  readonly id: string;
  readonly item: PaletteItem;
  readonly isMarked: boolean;
  readonly onMark: () => void;
  readonly onChoose: () => void;
}

function iconOf({ choice, hint }: PaletteItem) {
  switch (choice.kind) {
    case "place":
      if (hint === "bookmark") return <Bookmark />;
      return choice.place.kind === "key" ? <FileText /> : <Folder />;
    case "connection":
      return <Plug />;
    case "act":
    case "elsewhere":
      return <ChevronRight />;
    default:
      return choice satisfies never;
  }
}

/** What one may choose in the palette. */
export function PaletteRow({ id, item, isMarked, onMark, onChoose }: PaletteRowProps) {
  const isPlace = item.choice.kind === "place";
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the palette's field has the focus and handles the keys
    <div
      id={id}
      role="option"
      aria-selected={isMarked}
      ref={(element) => {
        if (isMarked) element?.scrollIntoView({ block: "nearest" });
      }}
      onMouseMove={onMark}
      onClick={onChoose}
      className={classNames(
        "flex h-8 items-center gap-2.5 rounded-md px-2.5 [&_svg]:size-3.5 [&_svg]:shrink-0",
        isMarked ? "bg-accent-bg text-accent" : "[&_svg]:text-muted",
      )}
    >
      {iconOf(item)}
      {/* The end of a key tells it apart: what is too long loses its beginning. */}
      <span
        title={item.title}
        dir={isPlace ? "rtl" : undefined}
        className={classNames("min-w-0 flex-1 truncate text-left", isPlace && "font-mono")}
      >
        <bdi dir="ltr">{item.title}</bdi>
      </span>
      {item.hint !== undefined && <span className="shrink-0 text-sm text-muted">{item.hint}</span>}
      {item.keys !== undefined && <Kbd>{item.keys}</Kbd>}
    </div>
  );
}
