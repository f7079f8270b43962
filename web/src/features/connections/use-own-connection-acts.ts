import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { useAct } from "#/acts/use-act.ts";
import { isMarked, type SavedConnection } from "#/lib/saved-connection.ts";
import { rememberCredentials } from "#/stores/credentials.ts";
import { notify } from "#/stores/notices.ts";
import { removeConnection, saveConnection, useSavedConnections } from "#/stores/saved-connections.ts";
import { firstConfigured, type useConnectionForm } from "./use-connection-form.ts";

type Chooser = ReturnType<typeof useConnectionForm>;

/** What is done with a connection of one's own beside connecting: save, duplicate and delete. */
export function useOwnConnectionActs(chooser: Chooser, choose: Chooser["choose"], config: ConfigResponse): void {
  const { chosen, configured, form, isSaved } = chooser;
  const isOwn = configured === undefined && config.freeHosts;
  const notOwn = isOwn ? undefined : "Configured on the server: it can only be changed there";
  const notSaved = notOwn ?? (isSaved ? undefined : "Not saved yet");
  useAct(
    "connection.save",
    () => {
      const saved = chooser.read()?.saved;
      if (saved === undefined) return;
      saveConnection(saved, chosen);
      // The same form, in which one goes on typing.
      choose(saved.id, undefined, false);
      notify(`Saved ${saved.name ?? saved.id}`);
    },
    notOwn,
  );
  useAct(
    "connection.duplicate",
    () => choose(undefined, { ...form, name: form.name === "" ? "" : freeName(form.name, chooser.saved) }),
    notSaved,
  );
  useAct(
    "connection.delete",
    () => {
      if (chosen === undefined) return;
      const label = chooser.saved.find(({ id }) => id === chosen)?.name ?? chosen;
      const undo = removeConnection(chosen);
      rememberCredentials(chosen, undefined);
      choose(firstConfigured(config));
      notify(`Deleted ${label}`, "ok", {
        label: "Undo",
        run: () => {
          undo();
          choose(chosen);
        },
      });
    },
    notSaved,
  );
}

/** `lab copy`, `lab copy 2`: a name that none has. */
export function freeName(name: string, saved: readonly SavedConnection[]): string {
  const taken = new Set(saved.map((each) => each.name?.toLowerCase()));
  const base = name.replace(/ copy(?: \d+)?$/, "");
  for (let at = 1; ; at++) {
    const copy = `${base} copy${at === 1 ? "" : ` ${at}`}`;
    if (!taken.has(copy.toLowerCase())) return copy;
  }
}

/**
 * Keeps what the form says once it has been connected to. A form with marks changes the connection it was filled in
 * from; a bare address is one connection more, and the one before stays.
 */
export function keepConnection(saved: SavedConnection, chosen: string | undefined): void {
  const before = useSavedConnections.getState().connections.find(({ id }) => id === chosen);
  if (before !== undefined && (isMarked(before) || isMarked(saved))) saveConnection(saved, before.id);
  else if (isMarked(saved)) saveConnection(saved);
}
