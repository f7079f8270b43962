import { House, Plus, RefreshCw, SearchX, ShieldOff } from "lucide-react";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { ActButton } from "#/acts/act-button.tsx";
import { StaleReadsButton } from "#/components/stale-reads-button.tsx";
import type { Access } from "#/api/access/access-query.ts";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { mayLackLeader } from "#/lib/failure-advice.ts";
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

/** In place of the tree or the table: there is nothing, or nothing that one may read. */
export function NoKeys({ access, prefix }: { readonly access: Access | undefined; readonly prefix: Key }) {
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
              {!isAll && <ActButton act="keys.all" icon={<House />} />}
              <ActButton act="key.create" variant="primary" icon={<Plus />} />
            </>
          }
        >
          {isAll ? "Create the first key." : "Create a key, or show all keys."}
        </StatePanel>
      )}
    </div>
  );
}
