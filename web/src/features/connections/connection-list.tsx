import type { KeyboardEvent } from "react";
import { describePlace, type KnownConnections } from "#/api/connection/known-connections.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { ConnectionBadges, ConnectionStripe } from "#/components/connection-badges.tsx";
import { stateDots, type StateWords } from "#/components/connection-state.ts";
import { useConnectionStates } from "#/components/connection-states.ts";
import { shownColour } from "#/lib/connection-colour.ts";
import { classNames } from "#/ui/class-names.ts";
import { screenPlace } from "#/ui/screen-place.ts";

interface ConnectionListProps {
  readonly known: KnownConnections;
  /** Whether this browser may have connections of its own. */
  readonly allowsOwn: boolean;
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
  readonly onConnect: (id: string) => void;
}

/** The connections one can choose from, with how each of them is. Enter and a double click connect. */
export function ConnectionList({ known, allowsOwn, chosen, onChoose, onConnect }: ConnectionListProps) {
  const { configured, saved } = known;
  const states = useConnectionStates([...configured, ...saved]);
  const row = (connection: Connection, at: number) => (
    <Row
      key={connection.id}
      connection={connection}
      state={states[at]}
      chosen={chosen === connection.id}
      onChoose={() => onChoose(connection.id)}
      onConnect={() => onConnect(connection.id)}
    />
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the arrows go between the buttons within
    <section
      {...screenPlace}
      aria-label="Known connections"
      onKeyDown={step}
      className="rounded-[10px] border border-line bg-panel p-2"
    >
      <h2 className="px-2.5 py-1.5 text-sm text-muted">Configured on this server</h2>
      {configured.map(row)}
      {configured.length === 0 && (
        <p className="px-2.5 pb-2 text-muted">
          None. To add one, start the explorer with <code className="font-mono text-text">--endpoints</code>.
        </p>
      )}
      {allowsOwn && <h2 className="px-2.5 py-1.5 text-sm text-muted">Saved in this browser</h2>}
      {saved.map((connection, at) => row(connection, configured.length + at))}
      {allowsOwn && saved.length === 0 && (
        <p className="px-2.5 pb-2 text-muted">No saved connections. Connections you make appear here.</p>
      )}
    </section>
  );
}

/** The arrows go from row to row, and choose as they go. */
function step(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (by === undefined) return;
  const rows = [...event.currentTarget.querySelectorAll("button")];
  const next = rows[rows.findIndex((row) => row === document.activeElement) + by];
  event.preventDefault();
  next?.focus();
  next?.click();
}

interface RowProps {
  readonly connection: Connection;
  readonly state: StateWords | undefined;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onConnect: () => void;
}

function Row({ connection, state, chosen, onChoose, onConnect }: RowProps) {
  const colour = shownColour(connection);
  const place = describePlace(connection);
  const { words = "", tone = "faint" } = state ?? {};
  return (
    <button
      type="button"
      aria-pressed={chosen}
      title="Double-click or Enter to connect"
      onClick={onChoose}
      onDoubleClick={onConnect}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || event.repeat || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        onConnect();
      }}
      className={classNames(
        "flex w-full items-center gap-2.5 rounded-lg py-1.5 pr-2.5 pl-1 text-left",
        chosen ? "bg-accent-bg" : "hover:bg-raised",
      )}
    >
      <ConnectionStripe colour={colour} />
      <span data-tone={tone} className={classNames("size-2 shrink-0 rounded-full", stateDots[tone])} />
      <span className="min-w-0 flex-1">
        <span className="flex flex-wrap items-center gap-x-1.5">
          <span
            className={classNames(
              "line-clamp-2 max-w-full wrap-anywhere",
              place === connection.label ? "font-mono" : "font-semibold",
            )}
          >
            {connection.label}
          </span>
          <ConnectionBadges connection={connection} />
        </span>
        {place !== undefined && place !== connection.label && (
          <span className="block truncate font-mono text-sm text-muted">{place}</span>
        )}
      </span>
      <span className={classNames("max-w-[45%] shrink-0 truncate text-sm", tone === "bad" ? "text-bad" : "text-muted")}>
        {words}
      </span>
    </button>
  );
}
