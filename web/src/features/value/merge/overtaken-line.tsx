import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { ChevronDown, ChevronRight, GitMerge } from "lucide-react";
import { useState } from "react";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { DiffView } from "#/components/diff/diff-view.tsx";
import { loadedCodec } from "#/lib/formats/object-codec.ts";
import { changeText, changeWords, deletedWords } from "#/lib/diff/change-words.ts";
import { Button } from "#/ui/button.tsx";
import { mergeSides } from "./merge-sides.ts";

interface OvertakenLineProps {
  readonly model: EditorModel;
  /** The key as it is now; undefined: somebody deleted it. */
  readonly theirs: KeyValue | undefined;
  /** Of the keyspace when that was seen. */
  readonly revision: Revision | undefined;
}

/** Says above the buttons which revision has overtaken an edit, and on request what it changed. */
export function OvertakenLine({ model, theirs, revision }: OvertakenLineProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { base, baseText } = model;
  // It is there where the base is such an object.
  const codec = loadedCodec();
  const { theirText } = mergeSides(model, theirs);
  const at = theirs?.modRevision ?? revision;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <div data-foot className="flex shrink-0 flex-col border-t border-line bg-warn-bg">
      {isOpen && theirText !== undefined && (
        <div className="h-[min(40vh,260px)] border-b border-line bg-bg">
          <DiffView before={baseText} after={theirText} />
        </div>
      )}
      <div role="status" className="flex min-h-[34px] flex-wrap items-center gap-x-2.5 gap-y-1 px-3.5 py-1 text-warn">
        <GitMerge className="size-4 shrink-0" />
        <b className="shrink-0 font-semibold">
          {theirs === undefined ? "Deleted" : "Overtaken"}
          {at !== undefined && ` ${theirs === undefined ? "at" : "by"} revision ${formatGrouped(at)}`}
        </b>
        <code className="min-w-0 flex-1 basis-28 truncate text-sm text-text">
          {changeText(theirs === undefined ? deletedWords(base, codec) : changeWords(base, theirs, codec))}
        </code>
        {theirText !== undefined && (
          <Button className="h-6 shrink-0" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            <Chevron /> Their changes
          </Button>
        )}
      </div>
    </div>
  );
}
