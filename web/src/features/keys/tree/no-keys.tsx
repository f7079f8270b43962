import { House, Plus, RefreshCw, Search, SearchX, ShieldOff } from "lucide-react";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { StaleReadsButton } from "#/components/stale-reads-button.tsx";
import type { Access } from "#/api/access/access-query.ts";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { mayLackLeader } from "#/lib/failure-advice.ts";
import { Button } from "#/ui/button.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";

/** In place of the tree or the table: it could not be read. `isAll`: no prefix narrows it. */
export function UnreadKeys({ failure, isAll }: { readonly failure: Failure; readonly isAll: boolean }) {
  return (
    <div className="min-h-0 flex-1">
      <ScreenFailure
        failure={failure}
        actions={
          <>
            {!isAll && <ActButton act="keys.all" icon={<House />} />}
            <StaleReadsButton failure={failure} />
            {mayLackLeader(failure) && <ActButton act="cluster.open" label="Open Cluster" />}
            <ActButton act="keys.refresh" label="Retry" icon={<RefreshCw />} />
          </>
        }
      />
    </div>
  );
}

interface NoKeysProps {
  readonly access: Access | undefined;
  readonly prefix: Key;
  /** What was typed to get there, to be looked for instead. */
  readonly typed: string;
}

/** In place of the tree or the table: there is nothing, or nothing that one may read. */
export function NoKeys({ access, prefix, typed }: NoKeysProps) {
  const isAll = prefix.length === 0;
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
          title={isAll ? "No keys" : `No keys start with “${formatKey(prefix)}”`}
          actions={
            <>
              {!isAll && (
                <Button variant="primary" className="max-w-full" onClick={() => runAct("find.open", typed)}>
                  <Search />
                  <span className="truncate">Find “{typed}”</span>
                </Button>
              )}
              {!isAll && <ActButton act="keys.all" icon={<House />} />}
              <ActButton act="key.create" variant={isAll ? "primary" : "plain"} icon={<Plus />} />
            </>
          }
        >
          {isAll ? "Create the first key." : "Find it in names and values, or create a key."}
        </StatePanel>
      )}
    </div>
  );
}
