import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { Suspense, useEffect, useRef, useState } from "react";
import { questionOf } from "#/acts/questions.ts";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly, useUnwritable } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { chooseFormat, useChosenFormats } from "#/stores/chosen-formats.ts";
import { useDraftsKept } from "#/stores/draft-storage.ts";
import { draftId, editsStorage, setDraft } from "#/stores/drafts.ts";
import { useEditorSettings } from "#/stores/editor-settings.ts";
import { findBroken } from "#/features/value/text/broken-format.ts";
import { EditBar } from "./edit-bar.tsx";
import { checkEdit, type EditorModel } from "#/features/value/text/editor-model.ts";
import { KeyHeader } from "./key-header.tsx";
import { KeyOverlays, type Overlay } from "./key-overlays.tsx";
import { hasStructure } from "#/features/value/views/structure-view.tsx";
import { useDiffCount } from "#/features/value/views/use-diff-count.ts";
import { useFormatCheck } from "#/features/value/text/use-format-check.ts";
import { useLayoutActs } from "#/features/value/views/use-layout-acts.ts";
import { useWrites } from "#/features/value/write/use-writes.ts";
import { encodingOf, toEditText, type Encoding } from "#/lib/formats/value-text.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { isFocusFree } from "#/ui/lost-focus.ts";
import { ValueTabs, type ValueTab } from "#/features/value/views/value-tabs.tsx";
import { ValueToolbar } from "#/features/value/views/value-toolbar.tsx";
import { ValueView } from "#/features/value/views/value-view.tsx";

const PendingLine = lazyPart(async () => (await import("#/features/value/write/pending-line.tsx")).PendingLine);
const ConflictPanel = lazyPart(async () => (await import("#/features/value/merge/conflict-panel.tsx")).ConflictPanel);

interface KeyEditorProps {
  readonly model: EditorModel;
  /** The key as it is now; undefined: somebody deleted it while it was edited. */
  readonly current: KeyValue | undefined;
  readonly revision: Revision | undefined;
  /** There is an edit of the key as it is now, which is not shown. */
  readonly hasKeptEdit: boolean;
  readonly onOpen: (key: Key) => void;
}

const stillSaving = "Still saving: waiting for etcd";

/** A key that exists, or did when its edit began: facts, tabs, value, and the bar that saves. */
export function KeyEditor({ model, current, revision, hasKeptEdit, onOpen }: KeyEditorProps) {
  const { connection, at } = useConnected();
  const { base, text, value, encoding } = model;
  const [tab, setTab] = useState<ValueTab>("edit");
  // "Edit the value": the editor takes the focus, from another tab once it is there.
  const [focusAsked, setFocusAsked] = useState(0);
  const [overlay, setOverlay] = useState<Overlay>();
  // What a review was of is saved, discarded or overtaken: there is nothing to ask any more.
  if (overlay === "review" && (!model.dirty || model.overtaken)) setOverlay(undefined);
  const writes = useWrites(base.key, () => setOverlay("conflict"));
  const { save, isSaving, stopSaving } = writes;
  const id = draftId(connection.id, encodeHex(base.key));
  const chosen = useChosenFormats(({ byDraftId }) => byDraftId[id]);
  const reviewsAlways = useEditorSettings((settings) => settings.reviewsAlways);
  const kept = useDraftsKept(editsStorage);
  const reviewed = reviewsAlways || questionOf("key.save", connection.isProduction) === "review";
  const check = checkEdit(model);
  const formatCheck = useFormatCheck(text, model.format);
  const changes = useDiffCount(model);

  const leaveEditor = (to: ValueTab) => {
    setFocusAsked(0);
    setTab(to);
  };
  const readOnly = useReadOnly();
  const unwritable = useUnwritable({ key: base.key });
  const unsavable = unwritable ?? (model.dirty ? (value === undefined ? check?.text : undefined) : "No changes");
  const unchanged = model.dirty ? undefined : "No changes";
  useAct(
    "value.save",
    () => {
      if (overlay === "conflict" && model.overtaken) runAct("conflict.save-merged");
      else if (model.overtaken) setOverlay("conflict");
      else if (reviewed) setOverlay("review");
      else if (value !== undefined) {
        const write = () => save.mutate({ over: base, value });
        void findBroken(base, value, chosen).then((broken) => (broken ? setOverlay("review") : write()));
      }
    },
    isSaving ? stillSaving : unsavable,
  );
  useAct("value.review", () => setOverlay(model.overtaken ? "conflict" : "review"), isSaving ? stillSaving : unsavable);
  useAct("value.stop-saving", stopSaving, isSaving ? undefined : "Nothing is being saved");
  useAct("value.discard", () => setDraft(id, undefined), unchanged);
  useAct("value.focus", () => {
    setFocusAsked((times) => times + 1);
    setTab("edit");
  });
  useAct("value.edit", () => setTab("edit"));
  useAct("value.diff", () => leaveEditor("diff"), unchanged);
  useAct(
    "value.tree",
    () => leaveEditor("tree"),
    hasStructure(model.format) ? undefined : "This format has no tree view",
  );
  useAct("value.hex", () => leaveEditor("hex"));
  useAct("value.raw", () => leaveEditor("raw"));
  useAct("key.delete", () => setOverlay("delete"), unwritable);
  useAct("value.copy-as", () => setOverlay("copy-as"));
  const gone = unwritable ?? (current === undefined ? "The key no longer exists" : undefined);
  useAct("key.lease", () => setOverlay("lease"), gone);
  useAct("key.rename", () => setOverlay("rename"), gone);
  // Who may only read this one may still write a second one elsewhere.
  const readable = readOnly ?? (current === undefined ? gone : undefined);
  useAct("key.duplicate", () => setOverlay("duplicate"), readable);

  const keepDraft = (typed: string, as: Encoding, from: KeyValue) => {
    const plain = as === encodingOf(from.value) && typed === toEditText(from.value, as);
    setDraft(id, plain ? undefined : { base: from, encoding: as, text: typed });
  };
  const change = (typed: string) => keepDraft(typed, encoding, base);
  useLayoutActs(model, change, unwritable);

  const empty = new Set<ValueTab>();
  if (!model.dirty) empty.add("diff");
  if (!hasStructure(model.format)) empty.add("tree");
  const shownTab = empty.has(tab) ? "edit" : tab;

  const inConflict = overlay === "conflict" && model.overtaken;
  const wasInConflict = useRef(false);
  // Whoever decided a conflict goes on in the editor; who is elsewhere by then stays there.
  useEffect(() => {
    if (wasInConflict.current && !inConflict && isFocusFree()) setFocusAsked((times) => times + 1);
    wasInConflict.current = inConflict;
  }, [inConflict]);
  if (inConflict) {
    return (
      <Suspense>
        <ConflictPanel
          model={model}
          theirs={current}
          chosen={chosen}
          save={save}
          onLeave={() => setOverlay(undefined)}
          onTakeTheirs={() => setDraft(id, undefined)}
          onEditMerged={(merged) => {
            if (current !== undefined) keepDraft(merged, "text", current);
            setOverlay(undefined);
            setTab("edit");
          }}
        />
      </Suspense>
    );
  }
  return (
    <section aria-label="Value" className="flex h-full min-h-0 flex-col">
      <KeyHeader model={model} stored={current ?? base} revision={revision} />
      <ValueTabs tab={shownTab} empty={empty} changes={changes}>
        <ValueToolbar
          model={model}
          chosen={chosen}
          onFormat={(format) => chooseFormat(id, format)}
          onEncoding={
            at === "live"
              ? (next) => {
                  if (value !== undefined) keepDraft(toEditText(value, next), next, base);
                }
              : undefined
          }
        />
      </ValueTabs>
      <ValueView
        tab={shownTab}
        model={model}
        formatCheck={formatCheck}
        readOnly={unwritable !== undefined}
        focusAsked={focusAsked}
        onChange={change}
      />
      <EditBar
        model={model}
        check={check}
        formatCheck={formatCheck}
        unwritable={unwritable}
        hasKeptEdit={hasKeptEdit}
        saving={isSaving}
        unkept={!kept}
        reviewed={reviewed}
        onCompare={() => setOverlay("conflict")}
      />
      <Suspense>
        {model.dirty && !model.overtaken && unwritable === undefined && <PendingLine model={model} />}
      </Suspense>
      <KeyOverlays
        overlay={overlay}
        model={model}
        current={current}
        chosen={chosen}
        writes={writes}
        onClose={() => setOverlay(undefined)}
        onOpen={onOpen}
      />
    </section>
  );
}
