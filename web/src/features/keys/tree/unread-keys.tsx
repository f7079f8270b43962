import { House, RefreshCw } from "lucide-react";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { ActButton } from "#/acts/act-button.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { StaleReadsButton } from "#/components/stale-reads-button.tsx";
import { mayLackLeader } from "#/lib/failure-advice.ts";

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
