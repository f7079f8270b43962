import { useQuery } from "@tanstack/react-query";
import { configQuery } from "#/api/connection/config-query.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { describePlace, listConnections } from "#/api/connection/known-connections.ts";
import { useSavedConnections } from "#/stores/saved-connections.ts";
import { classNames } from "#/ui/class-names.ts";
import { inputLook } from "#/ui/field.tsx";

interface ConnectionSelectProps {
  readonly label: string;
  /** As the address spells it. */
  readonly chosen: string;
  readonly onChoose: (connectionId: string) => void;
  readonly className?: string;
}

/** One of the connections that this browser knows; the chosen one is among them even where it is none of these. */
export function ConnectionSelect({ label, chosen, onChoose, className }: ConnectionSelectProps) {
  const config = useQuery(configQuery).data;
  const saved = useSavedConnections((state) => state.connections);
  const known = config === undefined ? { configured: [], saved: [] } : listConnections(config, saved);
  const isKnown = [...known.configured, ...known.saved].some(({ id }) => id === chosen);
  return (
    <select
      aria-label={label}
      value={chosen}
      onChange={(event) => onChoose(event.target.value)}
      className={classNames(inputLook, "px-1.5 font-medium", className)}
    >
      {!isKnown && <option value={chosen}>{chosen}</option>}
      <Group label="Configured on this server" connections={known.configured} />
      <Group label="Saved in this browser" connections={known.saved} />
    </select>
  );
}

function Group({ label, connections }: { readonly label: string; readonly connections: readonly Connection[] }) {
  if (connections.length === 0) return null;
  return (
    <optgroup label={label}>
      {connections.map((connection) => (
        <option key={connection.id} value={connection.id}>
          {namePlace(connection)}
        </option>
      ))}
    </optgroup>
  );
}

function namePlace(connection: Connection): string {
  const place = describePlace(connection);
  return place === undefined || place === connection.label ? connection.label : `${connection.label} (${place})`;
}
