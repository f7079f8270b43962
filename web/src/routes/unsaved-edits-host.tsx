import { useNavigate } from "@tanstack/react-router";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { Suspense, useEffect, useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useUnreadDraftsTold } from "#/components/unread-drafts.ts";
import { listEdits, useDrafts } from "#/stores/drafts.ts";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";

const UnsavedEdits = lazyPart(async () => (await import("#/features/value/write/unsaved-edits.tsx")).UnsavedEdits);

/** Tells what of the unsaved edits a reload could not bring back, warns before the tab is left with some, and lists them on `drafts.open`. */
export function UnsavedEditsHost() {
  const navigate = useNavigate();
  const [listed, setListed] = useState(false);
  const count = listEdits(useDrafts()).length;
  useUnreadDraftsTold();
  useEffect(() => {
    if (count === 0) return undefined;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [count]);
  useAct("drafts.open", () => setListed(true), count === 0 ? "No unsaved edits" : undefined);
  const open = (connection: string, key: Key) =>
    // An edit goes on where it can be saved.
    void navigate({
      to: "/c/$connection/keys",
      params: { connection },
      search: { key: formatKey(key), at: undefined },
    });
  return <Suspense>{listed && <UnsavedEdits onClose={() => setListed(false)} onOpen={open} />}</Suspense>;
}
