import { Columns2 } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { diffTexts } from "#/lib/diff/line-diff.ts";
import { useNarrow } from "#/lib/use-narrow.ts";
import { toggleSideBySide, useDiffLayout } from "#/stores/layout/diff-layout.ts";
import { DiffList } from "#/ui/list/diff-list.tsx";

interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  /** What the lines do not show, such as another layout. */
  readonly note?: string | undefined;
  /** There is one text, compared with nothing. */
  readonly isAlone?: boolean;
}

/** What a save would change, line by line: in one column, or where there is room side by side. */
export function DiffView({ before, after, note, isAlone = false }: DiffViewProps) {
  const { isSideBySide } = useDiffLayout();
  const isNarrow = useNarrow();
  useAct("diff.sides", toggleSideBySide, isNarrow ? "The window is too narrow" : undefined);
  const lines = diffTexts(before, after);
  if (lines === undefined) {
    return <p className="p-4 text-muted">Too many changed lines to compare</p>;
  }
  const tools = !isNarrow && (
    <ActButton act="diff.sides" variant="ghost" pressed={isSideBySide} label={null} icon={<Columns2 />} />
  );
  return (
    <DiffList
      label="Changes"
      lines={lines}
      note={note}
      isAlone={isAlone}
      isSideBySide={isSideBySide && !isNarrow && !isAlone}
      tools={tools}
    />
  );
}
