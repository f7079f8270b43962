import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Failure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { within } from "@etcd-explorer/shared/model/key-ranges";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { prefixRange } from "@etcd-explorer/shared/model/range";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { isPrefixSpan } from "@etcd-explorer/shared/read/browse/readable-roots";
import type { SideName } from "@etcd-explorer/shared/read/compare/side";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { accessQuery, type Access } from "#/api/access/access-query.ts";
import { ConnectionContext } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import { oldestQuery } from "#/api/past/oldest-query.ts";
import { callsOf } from "#/components/calls-of.ts";
import { SignInForm } from "#/components/sign-in-form.tsx";
import type { SideAddress } from "#/features/compare/model/compare-address.ts";
import { sideLetters } from "#/features/compare/model/side-words.ts";
import { adviseFailure, asksForSignIn, titleFailure } from "#/lib/failure-advice.ts";
import { Button } from "#/ui/button.tsx";
import { FailurePanel } from "#/ui/failure-panel.tsx";

interface SideFailureProps {
  readonly name: SideName;
  readonly side: SideAddress;
  readonly connection: Connection;
  readonly failure: Failure;
  readonly onChange: (change: Partial<SideAddress>) => void;
}

/** In place of a result: why a side cannot be read, in that side's own words, and what to do about it. */
export function SideFailurePanel({ name, side, connection, failure, onChange }: SideFailureProps) {
  const letter = sideLetters[name];
  useStartOnceSignedIn(connection);
  const connected = { connection, etcd: callsOf(connection, "live", "live"), at: side.at, viewing: "live" } as const;
  const oldest = useQuery({ ...oldestQuery(connected), enabled: failure.kind === "compacted" }).data ?? undefined;
  const isDenied = failure.kind === "rejected" && failure.code === grpcCode.permissionDenied;
  const access = useQuery({ ...accessQuery(connection), enabled: isDenied }).data ?? undefined;
  const prefixes = access === undefined ? [] : readablePrefixes(access, side);
  return (
    <section aria-label={`Side ${letter} failed`} className="flex min-h-0 flex-1 flex-col">
      <ConnectionContext value={connected}>
        <FailurePanel
          failure={failure}
          title={`Side ${letter} (${connection.label}): ${titleFailure(failure)}`}
          advice={adviceOn(failure, { access, oldest, isOffering: prefixes.length > 0 })}
          actions={
            <>
              {oldest !== undefined && (
                <Button onClick={() => onChange({ at: oldest })}>Use oldest: {formatGrouped(oldest)}</Button>
              )}
              {(failure.kind === "compacted" || failure.kind === "future-revision") && (
                <Button onClick={() => onChange({ at: "live" })}>Use newest revision</Button>
              )}
              {prefixes.map((prefix) => (
                <Button key={formatKey(prefix)} onClick={() => onChange({ prefix })}>
                  <span className="font-mono">{formatKey(prefix)}</span>
                </Button>
              ))}
              <ActButton act="compare.start" label="Try again" variant="primary" />
            </>
          }
          form={
            asksForSignIn(failure) ? (
              <SignInForm key={connection.id} onMoved={(id) => onChange({ connection: id })} />
            ) : undefined
          }
        />
      </ConnectionContext>
    </section>
  );
}

/** Compares again as soon as the side is read as somebody else, as other screens read again by themselves. */
function useStartOnceSignedIn({ target: { username, password } }: Connection): void {
  const refused = useRef({ username, password });
  useEffect(() => {
    if (refused.current.username === username && refused.current.password === password) return undefined;
    // By then the screen's own handler knows who signed in.
    const timer = setTimeout(() => runAct("compare.start"), 0);
    return () => clearTimeout(timer);
  }, [username, password]);
}

/** So many are offered; others can be typed. */
const offered = 6;

function readablePrefixes({ read }: Access, { prefix }: SideAddress) {
  const spans = within(read, prefixRange(prefix)).filter(isPrefixSpan);
  return spans.slice(0, offered).map(({ key }) => key);
}

interface Known {
  readonly access: Access | undefined;
  readonly oldest: Revision | undefined;
  readonly isOffering: boolean;
}

function adviceOn(failure: Failure, { access, oldest, isOffering }: Known): string {
  const whose = "Nothing was compared.";
  if (access !== undefined) {
    const rest = isOffering ? "Choose a prefix that they can read." : "They cannot read a whole prefix below it.";
    return `${whose} ${access.user} cannot read all of these keys. ${rest}`;
  }
  if (failure.kind === "compacted" && oldest !== undefined)
    return `${whose} Choose revision ${formatGrouped(oldest)} or newer.`;
  if (failure.kind === "compacted") return `${whose} Choose a newer revision.`;
  if (failure.kind === "future-revision") return `${whose} Choose an older revision.`;
  return `${whose} ${adviseFailure(failure)}`;
}
