import { Check as CheckIcon, GitMerge, TriangleAlert } from "lucide-react";
import { formatGrouped } from "@etcd-explorer/shared/int64";
import { ActButton } from "#/acts/act-button.tsx";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import type { Check, EditorModel } from "./editor-model.ts";

interface EditBarProps {
  readonly model: EditorModel;
  readonly check: Check | undefined;
  readonly readOnly: boolean;
  readonly saving: boolean;
  readonly onCompare: () => void;
}

/** The bar below the value: whether it is valid, what a save will do, and the buttons. */
export function EditBar({ model, check, readOnly, saving, onCompare }: EditBarProps) {
  return (
    <div className="flex min-h-[46px] shrink-0 items-center gap-2.5 border-t border-line bg-panel px-3.5">
      {check !== undefined && (
        <Badge tone={check.tone}>
          {check.tone === "ok" ? <CheckIcon /> : <TriangleAlert />}
          <span className="max-w-[30ch] truncate" title={check.text}>
            {check.text}
          </span>
        </Badge>
      )}
      {model.overtaken ? (
        <>
          <Badge tone="warn">
            <GitMerge /> overtaken
          </Badge>
          <span className="min-w-0 flex-1 truncate text-muted">
            Somebody else changed this key while you edited it.
          </span>
          <Button onClick={onCompare}>Compare</Button>
        </>
      ) : (
        <span className="min-w-0 flex-1 truncate text-muted">{describeSave(model, readOnly)}</span>
      )}
      {!readOnly && (
        <>
          <ActButton act="value.discard" label="Discard" />
          <ActButton act="value.save" variant="primary" busy={saving} showShortcut />
        </>
      )}
    </div>
  );
}

function describeSave(model: EditorModel, readOnly: boolean): string {
  if (readOnly) return "This connection only reads.";
  if (!model.dirty) return "Edit the value above; nothing is sent before you save.";
  return `Saves only if nobody else has written since revision ${formatGrouped(model.base.modRevision)}`;
}
