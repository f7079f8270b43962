import { useNavigate } from "@tanstack/react-router";
import type { Revision } from "@etcd-explorer/shared/model/int64";
import { useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { lazyDialog } from "#/ui/lazy/lazy-dialog.tsx";

const ViewDialog = lazyDialog(async () => (await import("#/features/past/view-dialog.tsx")).ViewDialog);

/** The way into the past from every screen of a connection. */
export function PastHost() {
  const navigate = useNavigate();
  const [asks, setAsks] = useState(false);
  useAct("past.view", () => setAsks(true));
  const view = (at: Revision) => {
    setAsks(false);
    void navigate({ to: ".", search: (before) => ({ ...before, at }) });
  };
  return asks && <ViewDialog onView={view} onClose={() => setAsks(false)} />;
}
