import { showDraft } from "@etcd-explorer/shared/txn/draft/show-draft";
import { useEffect, useState } from "react";
import { decodeTxnLink, type SharedTxn } from "#/lib/txn-link.ts";
import { Button } from "#/ui/button.tsx";
import type { BuilderActs } from "#/features/txn/builder/use-builder.ts";

interface SharedBannerProps {
  readonly isEmpty: boolean;
  readonly acts: BuilderActs;
}

/** Where the link holds a transaction: it is opened, or offered where there is a draft already. It is never run. */
export function SharedBanner({ isEmpty, acts }: SharedBannerProps) {
  const [shared, setShared] = useState<SharedTxn>();
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    const read = async () => {
      if (!location.hash.startsWith("#txn=")) return;
      const found = await decodeTxnLink(location.hash);
      setShared(found);
      setBroken(found === undefined);
    };
    void read();
    const again = () => void read();
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, []);
  const leave = () => {
    history.replaceState(history.state, "", `${location.pathname}${location.search}`);
    setShared(undefined);
    setBroken(false);
  };
  if (shared === undefined && !broken) return null;
  return (
    <div role="status" className="flex items-center gap-2 rounded-md border border-accent bg-accent-bg px-3 py-1.5">
      <p className="min-w-0 flex-1 truncate">
        {shared === undefined
          ? "Invalid transaction link: it is incomplete or damaged."
          : `This link contains a transaction${shared.title === "" ? "" : `: ${shared.title}`}. Nothing runs until you commit it.`}
      </p>
      {shared !== undefined && (
        <Button
          variant="primary"
          onClick={() => {
            acts.replace(showDraft(shared.request), shared.title, "Replaced draft with linked transaction");
            leave();
          }}
        >
          {isEmpty ? "Open transaction" : "Replace draft"}
        </Button>
      )}
      <Button onClick={leave}>{shared === undefined || isEmpty ? "Dismiss" : "Keep draft"}</Button>
    </div>
  );
}
