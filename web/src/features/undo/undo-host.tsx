import { Suspense, useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { describeEntry, findEntry, type Direction } from "#/lib/write-history-model.ts";
import { useLaneRefusal } from "#/stores/jobs/jobs.ts";
import { useWriteHistory } from "#/stores/write-history.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { verbs } from "./reverse-words.ts";
import { useReverse, type OnEnded, type OnMoved } from "./use-reverse.ts";

const UndoQuestion = lazyDialog(async () => (await import("./undo-question.tsx")).UndoQuestion);
const UndoHistory = lazyDialog(async () => (await import("./undo-history.tsx")).UndoHistory);
const EndedLeasesDialog = lazyPart(async () => (await import("./ended-leases-dialog.tsx")).EndedLeasesDialog);

/** `12`: the entry of that ID; `12 without-lease`: and what becomes of its ended lease is decided. */
function readWhich(text: string | undefined): [id?: number, onEnded?: OnEnded] {
  if (text === undefined) return [];
  const [id = "", onEnded] = text.split(" ");
  return onEnded === "without-lease" ? [Number(id), onEnded] : [Number(id)];
}

interface UndoHostProps {
  readonly onMoved: OnMoved;
}

/** Makes undo and redo possible on the connection that is open, and the list of everything that was written. */
export function UndoHost({ onMoved }: UndoHostProps) {
  const { connection } = useConnected();
  const readOnly = useReadOnly();
  const history = useWriteHistory();
  const refusal = useLaneRefusal(connection.id, "keys");
  const { reverse, busy, confirming, confirm, question, answer } = useReverse(onMoved);
  const [listed, setListed] = useState(false);

  const unavailable = (direction: Direction) => {
    if (readOnly !== undefined) return readOnly;
    if (findEntry(history, connection.id, direction) === undefined) return `Nothing to ${direction}`;
    if (refusal !== undefined) return refusal;
    return busy ? "Undo or redo in progress" : undefined;
  };
  useAct("edit.undo", (which) => reverse("undo", ...readWhich(which)), unavailable("undo"));
  useAct("edit.redo", (which) => reverse("redo", ...readWhich(which)), unavailable("redo"));
  useAct("edit.history", () => setListed(true));
  return (
    <Suspense>
      {listed && <UndoHistory connectionId={connection.id} onClose={() => setListed(false)} />}
      {confirming !== undefined && (
        <UndoQuestion
          verb={verbs[confirming.direction]}
          label={describeEntry(confirming.entry)}
          writes={confirming.entry.writes}
          onClose={() => confirm(false)}
          onConfirm={() => confirm(true)}
        />
      )}
      {question !== undefined && <EndedLeasesDialog question={question} onAnswer={answer} />}
    </Suspense>
  );
}
