import { diffTexts } from "#/lib/line-diff.ts";
import { LineList } from "#/ui/line-list.tsx";

/** What a save would change, line by line. */
export function DiffView({ before, after }: { readonly before: string; readonly after: string }) {
  const lines = diffTexts(before, after);
  if (lines === undefined) {
    return <p className="p-4 text-muted">The two texts differ in too many lines to compare them here.</p>;
  }
  return <LineList label="What the edit changes" lines={lines} />;
}
