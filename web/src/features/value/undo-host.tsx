import { useMutation, useQueryClient } from "@tanstack/react-query";
import { asKey, decodeHex, encodeHex } from "@etcd-explorer/shared/bytes";
import { formatLeaseHex, type LeaseId } from "@etcd-explorer/shared/int64";
import { formatKey } from "@etcd-explorer/shared/key-text";
import { undoWrites, type UndoResult } from "@etcd-explorer/shared/undo-writes";
import { Suspense, useState } from "react";
import { actOfUndo, questionOf } from "#/acts/questions.ts";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection-context.tsx";
import { etcdCache } from "#/api/etcd-cache.ts";
import { refreshAfterWrite } from "#/api/refresh-after-write.ts";
import { notify } from "#/stores/notices.ts";
import { notifyWriteFailure } from "#/stores/write-notice.ts";
import { findUndo, notifyWritten, settleUndo, useUndo, type UndoEntry } from "#/stores/undo.ts";
import { lazyPart } from "#/ui/lazy-part.tsx";

const UndoQuestion = lazyPart(async () => (await import("./undo-question.tsx")).UndoQuestion);
const UndoHistory = lazyPart(async () => (await import("./undo-history.tsx")).UndoHistory);

// Above this, everything that is on the screen is read again rather than each key's folders one by one.
const refreshedOneByOne = 32;

interface Asked {
  readonly entry: UndoEntry;
  readonly without?: readonly LeaseId[];
}

/** Makes `edit.undo` possible on the connection that is open: takes the newest write back, or the one it is told. */
export function UndoHost() {
  const connected = useConnected();
  const { connection, etcd } = connected;
  const queryClient = useQueryClient();
  const entries = useUndo((state) => state.entries);
  const [listed, setListed] = useState(false);
  const [asked, setAsked] = useState<Asked>();
  const newest = findUndo(entries, connection.id, undefined);

  const refresh = async ({ undone, stop }: UndoResult) => {
    const touched = [...undone.flatMap(({ changes }) => changes.map(({ key }) => key)), ...keysIn(stop)];
    const keys = [...new Set(touched.map(encodeHex))];
    if (keys.length > refreshedOneByOne) {
      await queryClient.invalidateQueries({ queryKey: etcdCache.connection(connection.id) });
      return;
    }
    const read = keys.map((hex) =>
      refreshAfterWrite(queryClient, connected, asKey(decodeHex(hex) ?? new Uint8Array())),
    );
    await Promise.all(read);
  };

  const undo = useMutation({
    mutationFn: async ({ entry, without = [] }: Asked) => {
      const result = await undoWrites(etcd, entry.writes, new Set(without));
      settleUndo(entry.id, result.left);
      await refresh(result);
      if (result.stop !== undefined) tellStop(entry, result.stop);
      else notifyWritten(connection.id, `Undone: ${entry.label}`, result.undone, "Redo");
    },
  });
  /** Undoing writes: it asks what the table of acts says of it. */
  const run = (what: Asked) => {
    if (questionOf(actOfUndo(what.entry.writes), connection.isProduction) === "nothing") undo.mutate(what);
    else setAsked(what);
  };

  function tellStop(entry: UndoEntry, stop: NonNullable<UndoResult["stop"]>): void {
    if (stop.kind === "overtaken") {
      const [first] = stop.keys;
      const name = stop.keys.length === 1 && first !== undefined ? formatKey(first) : "one of the keys";
      notify(`Not undone: somebody has written ${name} since. Nothing of theirs was touched.`, "bad");
    } else if (stop.kind === "lease-gone") {
      const names = stop.leases.map(formatLeaseHex).join(", ");
      notify(`Not undone: lease ${names} has ended. The value can be restored without it.`, "bad", {
        label: "Restore without a lease",
        run: () => run({ entry, without: stop.leases }),
      });
    } else notifyWriteFailure(stop.error, { failed: "Could not undo", look: "Undo again: it reads the keys first" });
  }

  const unavailable = connection.readOnly
    ? "This connection is read-only"
    : newest === undefined
      ? "Nothing to undo"
      : undo.isPending
        ? "Undoing already"
        : undefined;
  useAct(
    "edit.undo",
    (id) => {
      const entry = findUndo(entries, connection.id, id === undefined ? undefined : Number(id));
      if (entry === undefined) notify("This cannot be undone any more: it was undone already, or forgotten.", "bad");
      else run({ entry });
    },
    unavailable,
  );
  useAct("edit.history", () => setListed(true));
  return (
    <Suspense>
      {listed && <UndoHistory connectionId={connection.id} onClose={() => setListed(false)} />}
      {asked !== undefined && (
        <UndoQuestion
          label={asked.entry.label}
          writes={asked.entry.writes}
          onClose={() => setAsked(undefined)}
          onConfirm={() => {
            setAsked(undefined);
            undo.mutate(asked);
          }}
        />
      )}
    </Suspense>
  );
}

function keysIn(stop: UndoResult["stop"]) {
  return stop?.kind === "overtaken" ? stop.keys : [];
}
