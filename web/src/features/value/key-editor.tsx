import { notifyRefusal } from "#/stores/notices.ts";
import { mayBeObject } from "#/lib/formats/is-kubernetes.ts";
import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { Suspense, useEffect, useEffectEvent, useRef, useState } from "react";
import { questionOf } from "#/acts/questions.ts";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly, useUnwritable } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { chooseFormat, useChosenFormats } from "#/stores/chosen-formats.ts";
import { useDraftsKept } from "#/stores/draft-storage.ts";
import { draftId, editsStorage, setDraft, useDrafts } from "#/stores/drafts.ts";
import { useEditorSettings } from "#/stores/editor-settings.ts";
import { findBroken } from "#/features/value/text/broken-format.ts";
import { EditBar } from "./edit-bar.tsx";
import { checkEdit, shownDecoding, type EditorModel } from "#/features/value/text/editor-model.ts";
import { useValueFile } from "#/features/value/file/use-value-file.ts";
import { diffToNow } from "#/features/value/past/diff-to-now.ts";
import { useKeyNow } from "#/features/value/past/key-now.ts";
import { nowWords } from "#/features/value/past/now-words.ts";
import { HistoryTab, useHistoryAct } from "#/features/value/history/history-tab.tsx";
import type { HistoryAddress } from "#/features/value/history/history-address.ts";
import { KeyHeader } from "./key-header.tsx";
import { KeyOverlays, type Overlay } from "./key-overlays.tsx";
import { useDiffCount } from "#/features/value/views/use-diff-count.ts";
import { useViewActs } from "#/features/value/views/use-view-acts.ts";
import { useFormatCheck } from "#/features/value/text/use-format-check.ts";
import { useLayoutActs } from "#/features/value/views/use-layout-acts.ts";
import { loadedCodec } from "#/lib/formats/object-codec.ts";
import { textIn, type LaidOut } from "#/features/value/text/stored-layout.ts";
import { mergeSides } from "#/features/value/merge/merge-sides.ts";
import { useWrites } from "#/features/value/write/use-writes.ts";
import type { Encoding } from "#/lib/formats/encodings.ts";
import { isTextual, toEditText } from "#/lib/formats/value-text.ts";
import { askedValue } from "#/lib/formats/shown-value.ts";
import type { EditForm } from "#/lib/formats/edit-form.ts";
import { mayBeDecoded } from "#/lib/decoders/may-be-decoded.ts";
import { formOfValue } from "#/lib/formats/value-form.ts";
import { makeDraft } from "#/features/value/text/make-draft.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { isTextLocked } from "#/features/value/text/object-check.ts";
import { isOfKubernetes } from "#/lib/formats/encrypted-at-rest.ts";
import { useKubernetesSession } from "#/stores/layout/kubernetes-session.ts";
import { useObjectActs } from "#/features/value/kubernetes/use-object-acts.ts";
import { setValueView } from "#/stores/layout/value-views.ts";
import { isFocusFree } from "#/ui/lost-focus.ts";
import { ValueTabs } from "#/features/value/views/value-tabs.tsx";
import { ValueToolbar } from "#/features/value/views/value-toolbar.tsx";
import { ValueView } from "#/features/value/views/value-view.tsx";

const PendingLine = lazyPart(async () => (await import("#/features/value/write/pending-line.tsx")).PendingLine);
const OvertakenLine = lazyPart(async () => (await import("#/features/value/merge/overtaken-line.tsx")).OvertakenLine);
const ObjectBanner = lazyPart(async () => (await import("#/features/value/kubernetes/object-banner.tsx")).ObjectBanner);
const DecodeBar = lazyPart(async () => (await import("#/features/value/decode/decode-bar.tsx")).DecodeBar);
const ConflictPanel = lazyPart(async () => (await import("#/features/value/merge/conflict-panel.tsx")).ConflictPanel);

interface KeyEditorProps {
  readonly model: EditorModel;
  /** The key as it is now; undefined: somebody deleted it while it was edited. */
  readonly current: KeyValue | undefined;
  readonly revision: Revision | undefined;
  /** There is an edit of the key as it is now, which is not shown. */
  readonly hasKeptEdit: boolean;
  readonly history: HistoryAddress;
  readonly onOpen: (key: Key) => void;
}

const stillSaving = "Still saving: waiting for etcd";

/** A key that exists, or did when its edit began: facts, tabs, value, and the bar that saves. */
export function KeyEditor({ model, current, revision, hasKeptEdit, history, onOpen }: KeyEditorProps) {
  const { connection, at } = useConnected();
  const { base, text, value, encoding, object, decoding } = model;
  const [overlay, setOverlay] = useState<Overlay>();
  // What a review was of is saved, discarded or overtaken: there is nothing to ask any more.
  if (overlay === "review" && (!model.dirty || model.overtaken)) setOverlay(undefined);
  // How many saves found a conflict: each is another one.
  const [conflicts, setConflicts] = useState(0);
  const writes = useWrites(base.key, () => {
    setConflicts((before) => before + 1);
    setOverlay("conflict");
  });
  const { save, isSaving, stopSaving } = writes;
  const id = draftId(connection.id, encodeHex(base.key));
  const chosen = useChosenFormats(({ byDraftId }) => byDraftId[id]);
  const { reviewsAlways, showsFormatted } = useEditorSettings();
  const kept = useDraftsKept(editsStorage);
  const reviewed = reviewsAlways || questionOf("key.save", connection.isProduction) === "review";
  const isUnwarned = useKubernetesSession((session) => !session.isWarned) && object !== undefined;
  const check = checkEdit(model);
  const formatCheck = useFormatCheck(text, encoding === "text" || encoding === "decoded" ? model.format : "binary");
  const keyNow = useKeyNow(base.key);
  // A Secret that is masked is masked on both sides.
  const asShown = {
    chosen,
    encoding,
    formatted: showsFormatted,
    codec: object && loadedCodec(),
    decoding,
    revealed: model.secret === "shown",
  };
  const toNow = keyNow && diffToNow(model, keyNow.kv, asShown);
  const changes = useDiffCount(model, toNow);

  const readOnly = useReadOnly();
  const unwritable = useUnwritable({ key: base.key });
  const unsavable = unwritable ?? (model.dirty ? (value === undefined ? check?.text : undefined) : "No changes");
  const unchanged = model.dirty ? undefined : "No changes";
  useAct(
    "value.save",
    () => {
      if (overlay === "conflict" && model.overtaken) runAct("conflict.save-merged");
      else if (model.overtaken) setOverlay("conflict");
      else if (reviewed || isUnwarned) setOverlay("review");
      else if (value !== undefined) {
        const write = () => save.mutate({ over: base, value });
        const reading = { chosen, decoding: shownDecoding(model) };
        void findBroken(base, value, reading).then((broken) => (broken ? setOverlay("review") : write()));
      }
    },
    isSaving ? stillSaving : unsavable,
  );
  useAct("value.review", () => setOverlay(model.overtaken ? "conflict" : "review"), isSaving ? stillSaving : unsavable);
  useAct("value.stop-saving", stopSaving, isSaving ? undefined : "Nothing is being saved");
  useAct("value.discard", () => setDraft(id, undefined), isSaving ? stillSaving : unchanged);
  useObjectActs(id, model, () => setOverlay("related"));
  const [choosesDecoder, setChoosesDecoder] = useState(false);
  const hidden = model.secret === "masked" ? "Reveal the Secret first" : undefined;
  useAct("value.decode", () => setChoosesDecoder(true), hidden);
  useAct("key.delete", () => setOverlay("delete"), unwritable);
  useAct("value.copy-as", () => setOverlay("copy-as"));
  const gone = unwritable ?? (current === undefined ? "The key no longer exists" : undefined);
  useValueFile({
    stored: current ?? base,
    format: model.format,
    dirty: model.dirty,
    hidden,
    unwritable: isSaving ? stillSaving : gone,
    onUpload: () => setOverlay("upload"),
  });
  useAct("key.lease", () => setOverlay("lease"), gone);
  useAct("key.rename", () => setOverlay("rename"), gone);
  // Who may only read this one may still write a second one elsewhere.
  const readable = readOnly ?? (current === undefined ? gone : undefined);
  useAct("key.duplicate", () => setOverlay("duplicate"), readable);

  const keepDraft = (typed: string, as: Encoding, from: KeyValue, form?: EditForm) => {
    // A mask is not what is stored: saved, it would take the place of the data.
    if (hidden !== undefined) return notifyRefusal(hidden);
    const plain = form === "kept" ? formOfValue(from.value)?.shown : toEditText(askedValue(from.value), as, decoding);
    setDraft(
      id,
      typed === plain && form !== "minified" ? undefined : makeDraft(from, as, { text: typed, form }, decoding),
    );
  };
  const layOut = ({ text: next, form }: LaidOut) => keepDraft(next, encoding, base, form);
  const chooseLayout = useLayoutActs(model, layOut, unwritable ?? hidden);
  const { view, focusAsked, askFocus } = useViewActs(id, model, {
    hasDiffToNow: toNow !== undefined && toNow.before !== toNow.after,
    onEncoding: (next) => {
      // What is edited goes on in the other encoding. Of a past revision nothing is.
      if (at !== "live" || value === undefined || useDrafts.getState()[id] === undefined) return;
      const { text: typed, form } = textIn(next, { ...model, value }, showsFormatted);
      keepDraft(typed, next, base, form);
    },
    onShow: () => {
      if (history.text !== undefined) history.show(undefined);
    },
  });
  const historyFocus = useHistoryAct(base.key, history);
  const showsHistory = history.text !== undefined;

  const inConflict = overlay === "conflict" && model.overtaken;
  const wasInConflict = useRef(false);
  const goOnEditing = useEffectEvent(askFocus);
  // Whoever decided a conflict goes on in the editor; who is elsewhere by then stays there.
  useEffect(() => {
    if (wasInConflict.current && !inConflict && isFocusFree()) goOnEditing();
    wasInConflict.current = inConflict;
  }, [inConflict]);
  if (inConflict) {
    return (
      <Suspense>
        <ConflictPanel
          model={model}
          key={conflicts}
          latest={current}
          chosen={chosen}
          save={save}
          onLeave={() => setOverlay(undefined)}
          onTakeTheirs={() => setDraft(id, undefined)}
          onEditMerged={(merged, theirs) => {
            const as = isTextual(encoding) ? encoding : "text";
            if (theirs !== undefined) keepDraft(merged, as, theirs, mergeSides(model, theirs).form);
            setOverlay(undefined);
          }}
        />
      </Suspense>
    );
  }
  return (
    <section aria-label="Value" className="flex h-full min-h-0 flex-col">
      <KeyHeader
        model={model}
        stored={current ?? base}
        revision={revision}
        now={keyNow && nowWords(base, keyNow.kv)}
        onOpen={onOpen}
      />
      <ValueTabs
        view={showsHistory ? "history" : view}
        isObject={object !== undefined}
        isDecoded={model.decoded?.text !== undefined}
        changes={changes}
        isPast={at !== "live"}
      >
        {!showsHistory && (
          <ValueToolbar
            view={view}
            model={model}
            chosen={chosen}
            onFormat={(format) => chooseFormat(id, format)}
            onLayout={unwritable === undefined && hidden === undefined ? chooseLayout : undefined}
          />
        )}
      </ValueTabs>
      <Suspense>
        {(isOfKubernetes(base.value) || model.secret !== undefined || mayBeObject(base.value)) && (
          <ObjectBanner model={model} canWrite={unwritable === undefined} />
        )}
        {(choosesDecoder || decoding !== undefined || mayBeDecoded(base.value)) && !showsHistory && (
          <DecodeBar
            model={model}
            isAsked={choosesDecoder}
            onDecoded={() => setValueView(id, "decoded")}
            onDone={() => setChoosesDecoder(false)}
          />
        )}
      </Suspense>
      <ValueView
        view={view}
        isAway={showsHistory}
        model={model}
        toNow={toNow}
        formatCheck={formatCheck}
        readOnly={unwritable !== undefined || isTextLocked(model)}
        focusAsked={focusAsked}
        onChange={(typed) => keepDraft(typed, encoding, base, model.form)}
      />
      {/* A save that is on its way is what the watch tells of, most likely: it is no other's. */}
      <Suspense>
        {model.overtaken && !isSaving && !showsHistory && (
          <OvertakenLine model={model} theirs={current} revision={revision} />
        )}
      </Suspense>
      {showsHistory ? (
        <HistoryTab
          selected={base.key}
          now={{ revision, ...(current && { kv: current }) }}
          address={history}
          focusAsked={historyFocus}
        />
      ) : (
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
      )}
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
        onUpload={(uploaded) => {
          setDraft(id, uploaded);
          setOverlay("review");
        }}
        onOpen={onOpen}
      />
    </section>
  );
}
