import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { Plus, RefreshCw, X } from "lucide-react";
import type { ComponentProps } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { useNarrow } from "#/lib/use-narrow.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { HistoryTab } from "./history-tab.tsx";

/** The history of a key that does not exist: its deleted versions, one of which can be restored. */
export function AbsentHistory(props: ComponentProps<typeof HistoryTab>) {
  const isLive = useConnected().at === "live";
  const name = formatKey(props.selected);
  const narrow = useNarrow();
  return (
    <section aria-label="Value" className="flex h-full min-h-0 flex-col">
      <header className="flex flex-wrap items-center gap-2 border-b border-line px-[18px] py-2.5">
        <h2 className="min-w-0 truncate font-mono text-lg font-semibold whitespace-pre" title={name}>
          {name}
        </h2>
        <Badge tone="bad">{isLive ? "No such key" : "No such key then"}</Badge>
        <span className="flex-1" />
        <ActButton act="key.refresh" label={narrow ? null : "Refresh"} icon={<RefreshCw />} />
        {isLive && <ActButton act="key.create" label={narrow ? null : "Create key"} icon={<Plus />} />}
        <Button
          variant="ghost"
          aria-label="Close history"
          title="Close history"
          onClick={() => props.address.show(undefined)}
        >
          <X />
        </Button>
      </header>
      <HistoryTab {...props} />
    </section>
  );
}
