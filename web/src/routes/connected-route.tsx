import { useQuery } from "@tanstack/react-query";
import type { At } from "@etcd-explorer/shared/model/at";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { History, Plug } from "lucide-react";
import { Suspense, useEffect, useMemo, type ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { isUnread } from "#/api/cache/is-unread.ts";
import { configQuery } from "#/api/connection/config-query.ts";
import { ConnectionContext } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { callsOf } from "#/components/calls-of.ts";
import { healthQuery } from "#/api/connection/health-query.ts";
import { forgetNamesOfOthers } from "#/stores/confirmed-names.ts";
import { useChangeReview } from "#/stores/review/change-review.ts";
import { Button } from "#/ui/button.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { AskFirst } from "./ask-first.tsx";
import { ConfigFailure } from "./config-failure.tsx";
import { HistoryHost } from "./history-host.tsx";
import { JobDialogHost } from "./job-dialog-host.tsx";
import { PastHost } from "./past-host.tsx";
import { useReadAsUser } from "./use-read-as-user.ts";
import { useViewing } from "./use-viewing.ts";
import { useNamedConnection } from "./use-named-connection.ts";

const ReviewHost = lazyPart(async () => (await import("./review-host.tsx")).ReviewHost);

interface ConnectedRouteProps {
  /** As the URL spells it. */
  readonly name: string;
  /** Of this screen etcd keeps the past: while a revision is viewed it reads that one. Others read what is now. */
  readonly hasPast?: boolean;
  readonly children: (connection: Connection) => ReactNode;
}

/** A screen below `/c/…`: reaches the connection first, then shows the screen with it. */
export function ConnectedRoute({ name, hasPast = false, children }: ConnectedRouteProps) {
  const config = useQuery(configQuery);
  const named = useNamedConnection(name, config.data);
  const viewing = useViewing();
  if (isUnread(config)) return <ConfigFailure error={config.error} onRetry={() => void config.refetch()} />;
  if (config.data === undefined) return <Waiting />;
  if (named === undefined) {
    return (
      <StatePanel icon={<Plug />} title="Connection not found" actions={<ActButton act="connections.open" />}>
        <span className="font-mono text-text">{name}</span> is neither an address nor a connection of this server.
      </StatePanel>
    );
  }
  const { connection, used } = named;
  if (!used) return <AskFirst connection={connection} />;
  if (viewing === undefined) return <NoRevision />;
  // What was begun on one side, a dialog or an answer that is waited for, does not cross over to the other.
  const side = viewing === "live" ? "live" : "past";
  return (
    <Reached key={`${connection.id} ${side}`} connection={connection} viewing={viewing} at={hasPast ? viewing : "live"}>
      {children}
    </Reached>
  );
}

/** The address names a revision that is none. */
function NoRevision() {
  return (
    <StatePanel icon={<History />} title="Invalid revision" actions={<ActButton act="past.leave" variant="primary" />}>
      Enter a whole number of at least 1, such as <span className="font-mono text-text">at=1204331</span>.
    </StatePanel>
  );
}

function Waiting() {
  return <div aria-busy="true" aria-label="Connecting" className="skeleton m-4 h-5 w-60" />;
}

interface ReachedProps extends Pick<ConnectedRouteProps, "children"> {
  readonly connection: Connection;
  readonly viewing: At;
  readonly at: At;
}

function Reached({ connection, viewing, at, children }: ReachedProps) {
  const health = useQuery(healthQuery(connection));
  const hasReview = useChangeReview(({ review }) => review !== undefined);
  useReadAsUser(connection);
  useEffect(() => {
    forgetNamesOfOthers(connection.id);
  }, [connection.id]);
  const connected = useMemo(() => {
    return { connection, etcd: callsOf(connection, viewing, at), at, viewing };
  }, [connection, viewing, at]);
  if (isUnread(health)) {
    const actions = (
      <>
        <ActButton act="connections.open" label="Change connection" icon={<Plug />} />
        <Button onClick={() => void health.refetch()}>Retry</Button>
      </>
    );
    return (
      <ConnectionContext value={connected}>
        <ScreenFailure failure={failureOf(health.error)} actions={actions} />
        <JobDialogHost />
      </ConnectionContext>
    );
  }
  if (health.data === undefined) return <Waiting />;
  return (
    <ConnectionContext value={connected}>
      {children(connection)}
      <HistoryHost />
      <PastHost />
      <JobDialogHost />
      {hasReview && (
        <Suspense>
          <ReviewHost />
        </Suspense>
      )}
    </ConnectionContext>
  );
}
