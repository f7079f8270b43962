import { House, Plus, RefreshCw, SearchX, ShieldOff } from "lucide-react";
import type { Failure } from "@etcd-explorer/shared/model/failure";
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
            <ActButton act="keys.refresh" label="Try again" icon={<RefreshCw />} />
          </>
        }
      />
    </div>
  );
}

/** In place of the tree or the table: there is nothing, or nothing that one may read. */
export function NoKeys({ access, isAll }: { readonly access: Access | undefined; readonly isAll: boolean }) {
  return (
    <div className="min-h-0 flex-1">
      {isAll && access !== undefined ? (
        <StatePanel
          icon={<ShieldOff />}
          title="You may read no key"
          actions={<ActButton act="connections.open" label="Change the connection" />}
        >
          No role of {access.user} grants reading anything that is there.
        </StatePanel>
      ) : (
        <StatePanel
          icon={<SearchX />}
          title={isAll ? "This etcd holds no keys" : "No keys start like this"}
          actions={
            <>
              {!isAll && <ActButton act="keys.all" icon={<House />} />}
              <ActButton act="key.create" variant="primary" icon={<Plus />} />
            </>
          }
        >
          {isAll ? "Create the first one." : "Create one, or show all keys again."}
        </StatePanel>
      )}
    </div>
  );
}
