import { diffTexts } from "#/lib/diff/line-diff.ts";
import { DiffList } from "#/ui/list/diff-list.tsx";

interface DiffViewProps {
  readonly before: string;
  readonly after: string;
  /** What the lines do not show, such as another layout. */
  readonly note?: string | undefined;
}

/** What a save would change, line by line. */
export function DiffView({ before, after, note }: DiffViewProps) {
  const lines = diffTexts(before, after);
  if (lines === undefined) {
    return <p className="p-4 text-muted">Too many changed lines to compare</p>;
  }
  return <DiffList label="Changes" lines={lines} note={note} />;
}
