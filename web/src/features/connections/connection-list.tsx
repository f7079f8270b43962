import { formatConnectionRef } from "@etcd-explorer/shared/model/connection-ref";
import type { ConfiguredConnection } from "@etcd-explorer/shared/contract/schemas";
import { X } from "lucide-react";
import { isProduction } from "#/api/connection/is-production.ts";
import { colourClass } from "#/lib/connection-colour.ts";
import { Badge } from "#/ui/badge.tsx";
import { classNames } from "#/ui/class-names.ts";
import { screenPlace } from "#/ui/screen-place.ts";

interface ConnectionListProps {
  readonly configured: readonly ConfiguredConnection[];
  readonly profiles: readonly string[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onForget: (id: string) => void;
}

/** The connections one can choose from: those the server knows, and those this browser has used. */
export function ConnectionList({ configured, profiles, chosen, onChoose, onForget }: ConnectionListProps) {
  return (
    <section {...screenPlace} aria-label="Known connections" className="rounded-[10px] border border-line bg-panel p-2">
      <h2 className="px-2.5 py-1.5 text-sm text-muted">Configured on this server</h2>
      {configured.map((connection) => {
        const { name, label, readOnly, colour } = connection;
        const id = formatConnectionRef({ kind: "configured", name });
        return (
          <Item key={name} title={label ?? name} chosen={chosen === id} onChoose={() => onChoose(id)}>
            {colour !== undefined && (
              <span className={classNames("size-2 shrink-0 rounded-full", colourClass[colour].dot)} />
            )}
            <span className="min-w-0 truncate font-mono text-sm text-muted">{name}</span>
            {isProduction(connection) && <Badge tone="bad">production</Badge>}
            {readOnly && <Badge tone="warn">read-only</Badge>}
          </Item>
        );
      })}
      {configured.length === 0 && (
        <p className="px-2.5 pb-2 text-muted">
          None. To add one, start the explorer with <code className="font-mono text-text">--endpoints</code>.
        </p>
      )}
      <h2 className="px-2.5 py-1.5 text-sm text-muted">Saved in this browser</h2>
      {profiles.map((id) => (
        <div key={id} className="group relative">
          <Item title={id} mono chosen={chosen === id} onChoose={() => onChoose(id)} />
          <button
            type="button"
            aria-label={`Remove ${id}`}
            title="Remove from list"
            onClick={() => onForget(id)}
            className="absolute top-2 right-2 rounded p-1 text-muted opacity-0 group-hover:opacity-100 hover:text-text focus-visible:opacity-100"
          >
            <X className="size-3.5" />
          </button>
        </div>
      ))}
      {profiles.length === 0 && (
        <p className="px-2.5 pb-2 text-muted">No saved connections. Connections you make appear here.</p>
      )}
    </section>
  );
}

interface ItemProps {
  readonly title: string;
  readonly mono?: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly children?: React.ReactNode;
}

function Item({ title, mono = false, chosen, onChoose, children }: ItemProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onChoose}
      className={classNames(
        "flex w-full flex-col rounded-lg px-2.5 py-1.5 text-left",
        chosen ? "bg-accent-bg" : "hover:bg-raised",
      )}
    >
      <span className={classNames("w-full truncate pr-6", mono ? "font-mono" : "font-semibold")}>{title}</span>
      {children !== undefined && <span className="flex items-center gap-2">{children}</span>}
    </button>
  );
}
