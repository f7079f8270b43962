import { House, Plus, Search, SearchX, ShieldOff, SkipForward } from "lucide-react";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import type { Access } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { Button } from "#/ui/button.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";

interface NoKeysProps {
  readonly access: Access | undefined;
  readonly prefix: Key;
  /** What was typed to get there, to be looked for instead. */
  readonly typed: string;
}

/** In place of the tree or the table: there is nothing, or nothing that one may read. */
export function NoKeys({ access, prefix, typed }: NoKeysProps) {
  const { at } = useConnected();
  const isAll = prefix.length === 0;
  const isPast = at !== "live";
  const title = isAll ? "No keys" : `No keys start with “${formatKey(prefix)}”`;
  return (
    <div className="min-h-0 flex-1">
      {isAll && access !== undefined ? (
        <StatePanel
          icon={<ShieldOff />}
          title="No readable keys"
          actions={<ActButton act="connections.open" label="Change connection" />}
        >
          The roles of {access.user} grant no read access to existing keys.
        </StatePanel>
      ) : (
        <StatePanel
          icon={<SearchX />}
          title={isPast ? `${title} at revision ${formatGrouped(at)}` : title}
          actions={
            <>
              {!isAll && (
                <Button variant="primary" className="max-w-full" onClick={() => runAct("find.open", typed)}>
                  <Search />
                  <span className="truncate">Find “{typed}”</span>
                </Button>
              )}
              {!isAll && <ActButton act="keys.all" icon={<House />} />}
              {isPast ? (
                // The past is read-only: what can be done is to see when keys came.
                <ActButton act="past.next" icon={<SkipForward />} />
              ) : (
                <ActButton act="key.create" variant={isAll ? "primary" : "plain"} icon={<Plus />} />
              )}
            </>
          }
        >
          {wordsOf(isAll, isPast)}
        </StatePanel>
      )}
    </div>
  );
}

function wordsOf(isAll: boolean, isPast: boolean): string {
  if (isPast)
    return isAll ? "Step to the next change to see keys." : "Find it in names and values, or step to the next change.";
  return isAll ? "Create the first key." : "Find it in names and values, or create a key.";
}
