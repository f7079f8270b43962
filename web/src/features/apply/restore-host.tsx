import { asKey, decodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { useState } from "react";
import { create } from "zustand";
import { runAct } from "#/acts/registry.ts";
import { useAct } from "#/acts/use-act.ts";
import { refuseEveryWrite, refuseWrites, useAccess } from "#/api/access/access-query.ts";
import { refuseAll } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { isOpen } from "#/lib/jobs/job.ts";
import { jobs, showJob, useLaneRefusal } from "#/stores/jobs/jobs.ts";
import { useListFocused, useMarkedThing } from "#/stores/marked-thing.ts";
import { clearSelection, useSelection } from "#/stores/selection.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";
import { LiveSide } from "./live-side.tsx";
import type { RestoreWanted } from "./restore/restore-dialog.tsx";
import { folderScope, keyScope, readableScope, selectionScope, type RestoreScope } from "./restore/restore-scope.ts";

const RestoreDialog = lazyDialog(async () => (await import("./restore/restore-dialog.tsx")).RestoreDialog);

/** By connection, what was restored last: it can be planned again for what was left, also after leaving the past. */
const useBegun = create<Readonly<Record<string, RestoreWanted | undefined>>>()(() => ({}));

/** Where nothing was left, nothing is kept of it. */
function forgetWhenWhole(connectionId: string, jobId: number, begun: RestoreWanted): void {
  const stop = jobs.subscribe((all) => {
    const job = all.find(({ id }) => id === jobId);
    if (job !== undefined && isOpen(job)) return;
    stop();
    useBegun.setState((kept) =>
      job?.state === "done" && kept[connectionId] === begun ? { [connectionId]: undefined } : kept,
    );
  });
}

interface RestoreHostProps {
  /** The prefix that is shown. */
  readonly folder: Key;
  readonly openKey: Key | undefined;
}

/** Makes it possible to restore keys of the connection that is open, also while a revision of the past is viewed. */
export function RestoreHost({ folder, openKey }: RestoreHostProps) {
  const { connection, at } = useConnected();
  const selection = useSelection(connection.id);
  const marked = useMarkedThing(connection.id);
  const isListFocused = useListFocused();
  const [shown, setShown] = useState<RestoreWanted>();
  const begun = useBegun((all) => all[connection.id]);
  const access = useAccess();
  const busy = useLaneRefusal(connection.id, "keys");
  const markedKey = isListFocused && marked?.kind === "key" ? decodeHex(marked.key) : undefined;
  const key = markedKey === undefined ? openKey : asKey(markedKey);
  const readable = (scope: RestoreScope | undefined) => scope && readableScope(scope, access?.read);
  const prefix = readable(folderScope(marked, folder));
  const chosen = readable(selectionScope(selection));
  const single = key === undefined || key.length === 0 ? undefined : keyScope(key, formatKey(key));
  // The past is read-only, but what is restored is written now.
  const refused = refuseAll(connection, "live") ?? busy;
  const refuse = (scope: RestoreScope | undefined, missing: string) =>
    refused ?? (scope === undefined ? missing : refuseWrites(access, scope.ranges));
  const begin = (kind: RestoreWanted["kind"], scope: RestoreScope | undefined, note?: string) => () => {
    if (scope === undefined) return;
    setShown({ kind, scope, note, revision: at === "live" ? undefined : { kind: "revision", revision: at } });
  };
  // A prefix is meant where a key is marked: which one is said beside it.
  const note = markedKey && `Not only the marked key ${formatKey(asKey(markedKey))}. Use “Restore key…” for it alone.`;
  useAct("restore.prefix", begin("restore", prefix, note), refuse(prefix, "Select a folder first"));
  useAct("restore.deleted", begin("undelete", prefix), refuse(prefix, "Select a folder first"));
  useAct("restore.key", begin("restore", single), refuse(single, "Select a key first"));
  useAct("restore.selection", begin("restore", chosen), refuse(chosen, "Select keys or folders first"));
  useAct(
    "restore.again",
    () => setShown(begun),
    begun === undefined ? "No restore to plan again" : (refused ?? refuseEveryWrite(access)),
  );
  if (shown === undefined) return null;
  const close = () => setShown(undefined);
  return (
    <LiveSide connection={connection}>
      <RestoreDialog
        wanted={shown}
        onClose={close}
        onStarted={(job, done) => {
          useBegun.setState({ [connection.id]: done });
          forgetWhenWhole(connection.id, job, done);
          close();
          clearSelection(connection.id);
          showJob(job);
          if (at !== "live") runAct("past.leave");
        }}
        onTxn={() => {
          close();
          runAct("txn.open");
        }}
      />
    </LiveSide>
  );
}
