import { encodeHex } from "@etcd-explorer/shared/bytes";
import type { Revision } from "@etcd-explorer/shared/int64";
import type { KeyValue } from "@etcd-explorer/shared/key-value";
import { lazy, Suspense, useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection-context.tsx";
import { draftId, setDraft } from "#/stores/drafts.ts";
import { EditBar } from "./edit-bar.tsx";
import { checkEdit, type EditorModel } from "./editor-model.ts";
import { HexView } from "./hex-view.tsx";
import { KeyHeader } from "./key-header.tsx";
import { useWrites } from "./use-writes.ts";
import { lineBreakOf } from "./value-text.ts";
import { ValueTabs, type ValueTab } from "./value-tabs.tsx";

const CodeEditor = lazy(async () => ({ default: (await import("./code-editor.tsx")).CodeEditor }));
const DeleteDialog = lazy(async () => ({ default: (await import("./delete-dialog.tsx")).DeleteDialog }));
const DiffView = lazy(async () => ({ default: (await import("./diff-view.tsx")).DiffView }));
const ConflictView = lazy(async () => ({ default: (await import("./conflict-view.tsx")).ConflictView }));

interface KeyEditorProps {
  readonly model: EditorModel;
  /** The key as it is now; undefined: somebody deleted it while it was edited. */
  readonly current: KeyValue | undefined;
  readonly revision: Revision | undefined;
}

/** A key that exists, or did when its edit began: facts, tabs, value, and the bar that saves. */
export function KeyEditor({ model, current, revision }: KeyEditorProps) {
  const { connection } = useConnected();
  const { base, text, value } = model;
  const [tab, setTab] = useState<ValueTab>("edit");
  // "Edit the value" from another tab: the editor takes the focus once it is there.
  const [focusEditor, setFocusEditor] = useState(false);
  const [overlay, setOverlay] = useState<"conflict" | "delete">();
  const { save, remove } = useWrites(base.key, () => setOverlay("conflict"));
  const id = draftId(connection.id, encodeHex(base.key));
  const check = checkEdit(model);

  const leaveEditor = (to: ValueTab) => {
    setFocusEditor(false);
    setTab(to);
  };
  const unwritable = connection.readOnly ? "This connection is read-only" : undefined;
  const unsavable =
    unwritable ?? (model.dirty ? (value === undefined ? check?.text : undefined) : "Nothing has changed");
  useAct(
    "value.save",
    () => {
      if (model.overtaken) setOverlay("conflict");
      else if (value !== undefined) save.mutate({ over: base, value });
    },
    save.isPending ? "Saving" : unsavable,
  );
  useAct("value.discard", () => setDraft(id, undefined), model.dirty ? undefined : "Nothing has changed");
  useAct("value.focus", () => {
    setFocusEditor(true);
    setTab("edit");
  });
  useAct("value.edit", () => setTab("edit"));
  useAct("value.diff", () => leaveEditor("diff"), model.dirty ? undefined : "Nothing has changed");
  useAct("value.hex", () => leaveEditor("hex"));
  useAct("key.delete", () => setOverlay("delete"), unwritable);

  const change = (typed: string) => setDraft(id, typed === model.baseText ? undefined : { base, text: typed });
  const lineBreak = lineBreakOf(model.baseText);
  const shownTab = tab === "diff" && !model.dirty ? "edit" : tab;

  if (overlay === "conflict" && model.overtaken) {
    return (
      <Suspense>
        <ConflictView
          model={model}
          theirs={current}
          busy={save.isPending}
          onKeepEditing={() => setOverlay(undefined)}
          onTakeTheirs={() => setDraft(id, undefined)}
          onSaveYours={() => {
            if (value !== undefined) save.mutate({ over: current, value });
          }}
        />
      </Suspense>
    );
  }
  return (
    <section aria-label="Value" className="flex h-full min-h-0 flex-col">
      <KeyHeader model={model} revision={revision} />
      <ValueTabs tab={shownTab} dirty={model.dirty} />
      <div role="tabpanel" aria-label={shownTab} className="relative min-h-0 flex-1">
        <Suspense fallback={<div aria-busy="true" className="skeleton m-4 h-4 w-1/2" />}>
          {shownTab === "edit" && (
            <CodeEditor
              // The line break is fixed for an editor's life: a value with another one takes another editor.
              key={lineBreak}
              text={text}
              lineBreak={lineBreak}
              language={model.format}
              readOnly={connection.readOnly}
              takesFocus={focusEditor}
              onChange={change}
            />
          )}
          {shownTab === "diff" && <DiffView before={model.baseText} after={text} />}
          {shownTab === "hex" && <HexView bytes={value ?? base.value} />}
        </Suspense>
      </div>
      <EditBar
        model={model}
        check={check}
        readOnly={connection.readOnly}
        saving={save.isPending}
        onCompare={() => setOverlay("conflict")}
      />
      <Suspense>
        {overlay === "delete" && (
          <DeleteDialog
            base={current ?? base}
            busy={remove.isPending}
            onClose={() => setOverlay(undefined)}
            onDelete={() => remove.mutate(current ?? base, { onSettled: () => setOverlay(undefined) })}
          />
        )}
      </Suspense>
    </section>
  );
}
