import type { ConfigResponse } from "@etcd-explorer/shared/contract/schemas";
import { Check, Plus, Search, Settings2 } from "lucide-react";
import { useState, type ReactNode } from "react";
import { runAct } from "#/acts/registry.ts";
import { runWhenPossible } from "#/acts/run-when-possible.ts";
import { describePlace, listConnections } from "#/api/connection/known-connections.ts";
import { ConnectionBadges, ConnectionStripe } from "#/components/connection-badges.tsx";
import { stateDots, type StateWords } from "#/components/connection-state.ts";
import { useConnectionStates } from "#/components/connection-states.ts";
import { shownColour } from "#/lib/connection-colour.ts";
import type { SavedConnection } from "#/lib/saved-connection.ts";
import { classNames } from "#/ui/class-names.ts";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { useCombobox } from "#/ui/list/use-combobox.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { listSwitcherItems, type SwitcherItem } from "./switcher-items.ts";

export interface SwitcherMenuProps {
  readonly config: ConfigResponse;
  readonly saved: readonly SavedConnection[];
  /** The connection that is open. */
  readonly current: string | undefined;
  readonly onConnect: (connectionId: string) => void;
  readonly onClose: () => void;
}

/** The connections one can switch to, with how each of them is: type to filter, arrows and Enter choose. */
export function SwitcherMenu({ config, saved, current, onConnect, onClose }: SwitcherMenuProps) {
  const [query, setQuery] = useState("");
  const known = listConnections(config, saved);
  const all = [...known.configured, ...known.saved];
  const states = useConnectionStates(all);
  const items = listSwitcherItems(query, { known, allowsOwn: config.freeHosts });
  // Enter right away leaves everything as it is: the first one may be production.
  const combobox = useCombobox({ ids: items.map(({ id }) => id), ends: "around", initial: current });
  const choose = (item: SwitcherItem | undefined) => {
    if (item === undefined) return;
    onClose();
    // After the menu has closed and given the focus back, so that what opens may move it.
    setTimeout(() => {
      if (item.kind === "connection") {
        if (item.id !== current) onConnect(item.id);
        return;
      }
      runAct("connections.open");
      if (item.id === "connection.new") runWhenPossible("connection.new");
    });
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === "Enter") choose(items[combobox.marked]);
    else if (!combobox.step(event.key)) return;
    event.preventDefault();
  };
  const option = (item: SwitcherItem) => {
    const index = items.indexOf(item);
    const isMarked = index === combobox.marked;
    return (
      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the input above has the focus and handles the keys
      <div
        key={item.id}
        id={combobox.optionId(index)}
        role="option"
        aria-selected={isMarked}
        ref={(element) => {
          if (isMarked) element?.scrollIntoView({ block: "nearest" });
        }}
        onMouseMove={() => combobox.markAt(index)}
        onClick={() => choose(item)}
        className={classNames("rounded-md", isMarked && "bg-accent-bg")}
      >
        {item.kind === "connection" ? (
          <Row
            connection={item.connection}
            state={states[all.findIndex(({ id }) => id === item.id)]}
            isCurrent={item.id === current}
          />
        ) : (
          <span className="flex h-8 items-center gap-2.5 px-2.5 [&_svg]:size-3.5">
            {item.id === "connection.new" ? <Plus /> : <Settings2 />}
            {item.title}
          </span>
        )}
      </div>
    );
  };
  const connections = items.filter((item) => item.kind === "connection");
  const groups = [...new Set(connections.map(({ group }) => group))];
  return (
    <Dialog
      label="Switch connection"
      onClose={onClose}
      className="mt-[46px]! ml-3! w-[min(440px,calc(100vw-24px))]! backdrop:bg-transparent!"
    >
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Search className="size-4 shrink-0 text-muted" />
        <input
          aria-label="Filter connections"
          {...combobox.field}
          className="h-10 w-full bg-transparent outline-none"
          placeholder="Filter connections"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            combobox.unmark();
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={combobox.listId} role="listbox" aria-label="Connections" className="max-h-[60vh] overflow-auto p-1.5">
        {groups.map((group) => (
          <Group key={group} label={group}>
            {connections.filter((item) => item.group === group).map(option)}
          </Group>
        ))}
        {connections.length === 0 && <p className="px-2.5 py-2 text-muted">No matching connections</p>}
        <div role="group" aria-label="More" className="mt-1.5 border-t border-line pt-1.5">
          {items.filter((item) => item.kind === "act").map(option)}
        </div>
      </div>
    </Dialog>
  );
}

function Group({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div role="group" aria-label={label}>
      <div aria-hidden className="px-2.5 pt-1.5 pb-1 text-xs text-muted">
        {label}
      </div>
      {children}
    </div>
  );
}

interface RowProps {
  readonly connection: Connection;
  readonly state: StateWords | undefined;
  readonly isCurrent: boolean;
}

function Row({ connection, state, isCurrent }: RowProps) {
  const colour = shownColour(connection);
  const place = describePlace(connection);
  const { words = "", tone = "faint" } = state ?? {};
  return (
    <span className="flex min-h-8 items-center gap-2.5 rounded-md py-1 pr-2.5 pl-1">
      <ConnectionStripe colour={colour} />
      <span data-tone={tone} className={classNames("size-2 shrink-0 rounded-full", stateDots[tone])} />
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5">
        <span className={classNames("max-w-full truncate", place === connection.label ? "font-mono" : "font-semibold")}>
          {connection.label}
        </span>
        <ConnectionBadges connection={connection} />
        {place !== undefined && place !== connection.label && (
          <span className="min-w-0 truncate font-mono text-sm text-muted">{place}</span>
        )}
      </span>
      <span className={classNames("shrink-0 text-sm", tone === "bad" ? "text-bad" : "text-muted")}>{words}</span>
      <Check
        aria-label={isCurrent ? "Current connection" : undefined}
        className={classNames("size-3.5 shrink-0 text-accent", !isCurrent && "invisible")}
      />
    </span>
  );
}
