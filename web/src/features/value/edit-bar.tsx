import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { GitMerge, LoaderCircle } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import type { FormatCheck } from "#/lib/formats/format-check.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { UnkeptBadge } from "#/ui/unkept-badge.tsx";
import { describeSize, type Check, type EditorModel } from "#/features/value/text/editor-model.ts";
import { checkObject, describeUnknownFields } from "#/features/value/text/object-check.ts";
import { UnsavedDot } from "#/ui/unsaved-dot.tsx";
import { useLasting } from "#/ui/use-lasting.ts";
import { CheckBadge, describeFormat } from "#/features/value/text/format-badge.tsx";

interface EditBarProps {
  readonly model: EditorModel;
  readonly check: Check | undefined;
  readonly formatCheck: FormatCheck | undefined;
  /** Why the key may not be written; undefined: it may. */
  readonly unwritable: string | undefined;
  /** There is an edit of the key as it is now, which is not shown. */
  readonly hasKeptEdit: boolean;
  readonly saving: boolean;
  /** The draft finds no room in the tab's storage. */
  readonly unkept: boolean;
  /** A save shows its diff first. */
  readonly reviewed: boolean;
  readonly onCompare: () => void;
}

/** The bar below the value: whether it is valid, what a save will do, and the buttons. */
export function EditBar(props: EditBarProps) {
  const { model, check, formatCheck, unwritable, hasKeptEdit, saving, unkept, reviewed, onCompare } = props;
  const { format, text } = model;
  const isSlow = useLasting(saving, shownAfterMs);
  const shown = check ?? checkObject(model) ?? (formatCheck && describeFormat(text, format, formatCheck));
  const unknownFields = describeUnknownFields(model);
  const size = describeSize(model);
  return (
    <div
      data-foot
      className="@container flex min-h-[46px] shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1.5 border-t border-line bg-panel px-3.5 py-1.5"
    >
      {/* Where there is no room for it beside the buttons, what is told has a line of its own. */}
      <div className="flex min-h-6 min-w-0 flex-1 basis-52 items-center gap-2.5 overflow-hidden">
        {/* Why an edit cannot be saved goes before what is wrong in it and how large it is. */}
        {shown !== undefined && !(model.dirty && unwritable !== undefined) && <CheckBadge check={shown} />}
        {size !== undefined && unwritable === undefined && (model.dirty || check !== undefined) && (
          <span className="shrink-0 text-sm text-muted tabular-nums" data-testid="size">
            {size}
          </span>
        )}
        {unknownFields !== undefined && <span className="shrink-0 text-sm text-muted">{unknownFields}</span>}
        {unkept && model.dirty && <UnkeptBadge />}
        {hasKeptEdit && (
          <Badge tone="warn">
            <UnsavedDot /> Unsaved edit kept for live
          </Badge>
        )}
        {model.overtaken && !saving ? (
          <>
            <Badge tone="warn">
              <GitMerge /> Conflict
            </Badge>
            <span className="min-w-0 flex-1 truncate text-muted @max-3xl:hidden">
              Save compares your edit with theirs first
            </span>
          </>
        ) : (
          <span className="min-w-0 flex-1 truncate text-muted" title={unwritable}>
            {isSlow ? <Saving /> : describeSave(model, unwritable, reviewed)}
          </span>
        )}
      </div>
      <div className="ml-auto flex items-center gap-2.5">
        {model.overtaken && !saving && <Button onClick={onCompare}>Resolve conflict</Button>}
        {/* Each keeps its place, so that none moves under the pointer while one types. An edit can always be let go. */}
        {(unwritable === undefined || model.dirty) && (
          <>
            <ActButton act="value.discard" label="Discard" />
            {!reviewed && !model.overtaken && <ActButton act="value.review" label="Review" />}
            <ActButton act="value.save" variant="primary" busy={saving} showShortcut />
          </>
        )}
      </div>
    </div>
  );
}

/** Most saves are done before it could be read. */
const shownAfterMs = 300;

function Saving() {
  return (
    <span className="flex items-center gap-1.5">
      <LoaderCircle className="size-3.5 animate-spin" /> Saving…
      {/* Not in the place of another button: pressed twice it would do that. */}
      <ActButton act="value.stop-saving" label="Cancel" className="h-6" />
    </span>
  );
}

function describeSave(model: EditorModel, unwritable: string | undefined, reviewed: boolean): string {
  if (unwritable !== undefined) return `${unwritable}.`;
  if (!model.dirty) return "No changes";
  const shown = reviewed ? "Shows the diff first. " : "";
  return `${shown}Saves only if unchanged since revision ${formatGrouped(model.base.modRevision)}`;
}
