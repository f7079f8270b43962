import { formatGrouped, formatLeaseHex, noLease, type LeaseId } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { GitMerge } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { foldRows } from "#/lib/diff/diff-rows.ts";
import { countParts, mergedText, mergeTexts, type Decision } from "#/lib/diff/three-way-merge.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import type { VirtualRowsHandle } from "#/ui/list/virtual-rows.tsx";
import { ConflictSide, linesOfBase, linesOfSide } from "./conflict-side.tsx";
import type { EditorModel } from "#/features/value/text/editor-model.ts";
import { FormatBadge } from "#/features/value/text/format-badge.tsx";
import { isTextual } from "#/lib/formats/value-text.ts";
import { mergeSides } from "./merge-sides.ts";
import { listMergeLines, MergeList, mergeRowHeight } from "./merge-list.tsx";

interface ConflictViewProps {
  readonly model: EditorModel;
  /** The key as somebody left it; undefined: deleted. */
  readonly theirs: KeyValue | undefined;
  /** What somebody wrote since; undefined: nothing. */
  readonly newer: { readonly kv: KeyValue | undefined; readonly show: () => void } | undefined;
  readonly busy: boolean;
  readonly onKeepEditing: () => void;
  readonly onTakeTheirs: () => void;
  readonly onSaveYours: () => void;
  /** Saves a merged text over theirs. */
  readonly onSaveMerged: (text: string) => void;
  /** Goes on editing a merged text, from theirs as the base. */
  readonly onEditMerged: (text: string) => void;
}

/** Two people wrote one key: what it was, what they made of it, what you would make of it, and the two put together. */
export function ConflictView(props: ConflictViewProps) {
  const { model, theirs, newer, busy, onKeepEditing, onTakeTheirs, onSaveYours, onSaveMerged, onEditMerged } = props;
  const { base, baseText, text, encoding, format } = model;
  const { theirText } = mergeSides(model, theirs);
  // Lines of hex or base64 are no lines of the value: merging them would tear it apart.
  const mergeable = isTextual(encoding) && theirText !== undefined;
  const parts = mergeable ? mergeTexts(baseText, theirText, text) : undefined;
  const revision = theirs?.modRevision;
  const [decided, setDecided] = useState<{ revision?: string | undefined; by: Readonly<Record<number, Decision>> }>({
    by: {},
  });
  // What was decided against an earlier version of theirs means nothing against a newer one.
  const decisions = decided.revision === revision ? decided.by : {};
  const merged = parts && mergedText(parts, decisions);
  const counts = countParts(parts ?? []);
  const open = counts.conflicts - Object.keys(decisions).length;
  const lines = parts === undefined ? [] : listMergeLines(parts, decisions);

  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const rows = foldRows(
    lines.map(({ tone }) => tone !== "same"),
    opened,
  );

  const theirLines = theirText === undefined ? undefined : linesOfSide(baseText, theirText);
  const yourLines = linesOfSide(baseText, text);

  const section = useRef<HTMLElement>(null);
  const list = useRef<VirtualRowsHandle>(null);
  const [visited, setVisited] = useState(-1);
  const go = (step: 1 | -1) => {
    const stops = lines.flatMap(({ offers }, at) => (offers === "theirs" ? [at] : []));
    const next =
      step === 1
        ? (stops.find((at) => at > visited) ?? stops[0])
        : (stops.findLast((at) => at < visited) ?? stops.at(-1));
    if (next === undefined) return;
    setVisited(next);
    list.current?.scrollTo(rows.findIndex((row) => row.kind === "line" && row.at === next));
    // Its row may have to be drawn first.
    requestAnimationFrame(() => section.current?.querySelector<HTMLElement>(`[data-decision="${next}"]`)?.focus());
  };
  // What needs a decision, or else was merged, is in sight to begin with, however far down it stands.
  const firstShown = rows.findIndex((row) => {
    const tone = row.kind === "line" ? lines[row.at]?.tone : "same";
    return open > 0 ? tone === "open" : tone !== "same";
  });
  const showFirst = useEffectEvent(() => list.current?.setPosition(Math.max(0, firstShown - 2) * mergeRowHeight));
  useEffect(() => {
    showFirst();
  }, []);
  // The editor that had the focus is gone.
  useEffect(() => {
    section.current?.focus();
  }, [section]);
  const decide = (part: number, decision: Decision | undefined) => {
    const others = Object.entries(decisions).filter(([at]) => Number(at) !== part);
    const by = Object.fromEntries(decision === undefined ? others : [...others, [part, decision]]);
    setDecided({ revision, by });
  };

  useAct("conflict.keep-editing", onKeepEditing);
  useAct("conflict.take-theirs", onTakeTheirs);
  useAct("conflict.save-yours", onSaveYours, model.value === undefined ? "Your text is invalid" : undefined);
  const unmerged =
    parts === undefined ? "Cannot be merged line by line" : open > 0 ? "Some conflicts are undecided" : undefined;
  useAct("conflict.save-merged", () => merged !== undefined && onSaveMerged(merged), unmerged);
  useAct("conflict.edit-merged", () => merged !== undefined && onEditMerged(merged), unmerged);
  useAct("conflict.next", () => go(1), open > 0 ? undefined : "No undecided conflicts");
  useAct("conflict.previous", () => go(-1), open > 0 ? undefined : "No undecided conflicts");
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label="Conflict"
      className="flex h-full min-h-0 flex-col gap-3.5 p-5 outline-none"
    >
      <header className="flex flex-wrap items-start gap-3">
        <GitMerge className="mt-1 size-5 shrink-0 text-warn" />
        <div className="min-w-[min(420px,80%)] flex-1">
          <h2 className="text-xl font-semibold break-words">
            Another client {theirs === undefined ? "deleted" : "saved"}{" "}
            <span className="font-mono font-normal">{formatKey(base.key)}</span> first
          </h2>
          <p role="alert" className="mt-1 text-muted">
            You opened revision {formatGrouped(base.modRevision)};{" "}
            {theirs === undefined
              ? "the key is now deleted"
              : `the key is now at revision ${formatGrouped(theirs.modRevision)}, with ${describeLease(theirs.lease)}`}
            . Your unsaved edit is kept. {parts !== undefined && describeOpen(open, counts.conflicts)}
          </p>
          {newer !== undefined && (
            <p role="status" className="mt-1.5 flex items-center gap-2.5 text-warn">
              {newer.kv === undefined
                ? "Deleted since."
                : `Written again since, at revision ${formatGrouped(newer.kv.modRevision)}.`}
              <Button className="h-6" onClick={newer.show}>
                Show newer version
              </Button>
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          <ActButton act="conflict.keep-editing" />
          <ActButton act="conflict.take-theirs" label={theirs === undefined ? "Accept deletion" : "Take theirs"} />
          <ActButton
            act="conflict.save-yours"
            variant={parts === undefined ? "primary" : "plain"}
            busy={busy}
            label={theirs === undefined ? "Recreate with yours" : "Save yours over theirs"}
          />
          {parts !== undefined && (
            <ActButton act="conflict.save-merged" variant="primary" busy={busy} label="Save merged" showShortcut />
          )}
        </div>
      </header>
      <div className="grid min-h-0 flex-1 grid-cols-3 gap-3">
        <ConflictSide
          title="Base"
          note={`rev ${formatGrouped(base.modRevision)}`}
          lines={linesOfBase(baseText, theirLines === undefined ? [yourLines] : [theirLines, yourLines])}
        />
        <ConflictSide
          title="Theirs"
          note={theirs === undefined ? "deleted" : `rev ${formatGrouped(theirs.modRevision)}`}
          lines={theirLines}
        />
        <ConflictSide title="Yours" note="unsaved" lines={yourLines} />
      </div>
      {parts !== undefined && (
        <section
          aria-label="Merged"
          className="flex min-h-0 flex-[1.3] flex-col rounded-[10px] border border-line bg-panel"
        >
          <div className="flex items-center gap-2 border-b border-line px-3.5 py-1.5">
            <h2 className="font-semibold">Merged</h2>
            {counts.merged > 0 && <Badge tone="ok">{counts.merged} merged automatically</Badge>}
            {open > 0 && <Badge tone="warn">{open} undecided</Badge>}
            {merged !== undefined && <FormatBadge text={merged} format={format} />}
            <div className="flex-1" />
            <ActButton act="conflict.previous" variant="ghost" label="Previous" showShortcut />
            <ActButton act="conflict.next" variant="ghost" label="Next" showShortcut />
            <ActButton act="conflict.edit-merged" label="Edit merged" />
          </div>
          <div className="min-h-0 flex-1">
            <MergeList
              lines={lines}
              rows={rows}
              handle={list}
              onOpen={(from) => setOpened(new Set([...opened, from]))}
              onDecide={decide}
            />
          </div>
        </section>
      )}
    </section>
  );
}

function describeOpen(open: number, conflicts: number): string {
  if (conflicts === 0) return "The changes do not overlap.";
  if (open === 0) return "All conflicts are decided. Check the result before saving.";
  return open === 1 ? "1 conflict needs a decision." : `${open} conflicts need a decision.`;
}

function describeLease(lease: LeaseId): string {
  return lease === noLease ? "no lease" : `lease ${formatLeaseHex(lease)}`;
}
