import { parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { holdsAll } from "@etcd-explorer/shared/model/key-ranges";
import { Plus, Radio } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAccess, type Access } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { nowhere, usePlaces, type KnownPlace } from "#/stores/places/known-places.ts";
import { Button } from "#/ui/button.tsx";
import { StatePanel } from "#/ui/state-panel.tsx";
import { formatWatch, nameOf, rangeOf, shapeOfRange, type WatchShape, type WatchSpec } from "./model/watch-spec.ts";

/** How many places are offered. */
const mostOffered = 4;

/** Before the first watch: what the screen is for, and what may be watched at a press. */
export function NoWatches({ onAdd }: { readonly onAdd: (spec: WatchSpec) => void }) {
  const { connection } = useConnected();
  const access = useAccess();
  const recent = usePlaces((places) => places.recent[connection.id] ?? nowhere);
  return (
    <StatePanel
      icon={<Radio />}
      title="Watch keys as they change"
      actions={
        <>
          {offersOf(recent, access).map((shape) => (
            <Button key={`${shape.kind} ${nameOf(shape)}`} onClick={() => onAdd({ shape })}>
              {shape.kind === "all" ? (
                "Watch all keys"
              ) : (
                <>
                  Watch <span className="max-w-60 truncate font-mono">{nameOf(shape)}</span>
                </>
              )}
            </Button>
          ))}
          <ActButton act="watch.add" label="Add watch" variant="primary" icon={<Plus />} showShortcut />
        </>
      }
    >
      Every put and delete appears with what it changed. Watch a key, a prefix, a range or all keys.
    </StatePanel>
  );
}

/** The places that were open last, and all keys that may be read. */
function offersOf(recent: readonly KnownPlace[], access: Access | undefined): readonly WatchShape[] {
  const shapes = recent.flatMap(({ kind, text }): WatchShape[] => {
    const key = parseKeyText(text);
    if (key === undefined || key.length === 0) return [];
    return [kind === "key" ? { kind, key } : { kind, prefix: key }];
  });
  if (access === undefined) return [...shapes.slice(0, mostOffered), { kind: "all" }];
  // Of what may be read, and no more: etcd refuses a watch that goes beyond.
  const own = access.read.map(shapeOfRange);
  const allowed = shapes.filter((shape) => holdsAll(access.read, rangeOf(shape)));
  const known = new Set(allowed.map((shape) => formatWatch({ shape })));
  return [...allowed, ...own.filter((shape) => !known.has(formatWatch({ shape })))].slice(0, mostOffered);
}
