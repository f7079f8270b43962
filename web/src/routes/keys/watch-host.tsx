import { useNavigate } from "@tanstack/react-router";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { useAct } from "#/acts/use-act.ts";
import type { Connection } from "#/api/connection/connection.ts";
import { loadPart } from "#/lib/page-error.ts";
import { currentMark, isListFocused } from "#/stores/marked-thing.ts";
import { notifyRefusal } from "#/stores/notices.ts";
import { currentSelection, namesIn, nothingSelected, type Selection } from "#/stores/selection.ts";
import type { WatchShape } from "#/features/watch/model/watch-spec.ts";

interface WatchHostProps {
  readonly connection: Connection;
  readonly openKey: Key | undefined;
  /** What the tree is narrowed to. */
  readonly prefix: Key;
}

/** Watches what is meant on the keys screen: the selection or the marked row of the list, the open key or the prefix. */
export function WatchHost({ connection, openKey, prefix }: WatchHostProps) {
  const navigate = useNavigate();
  const watch = async (shapes: readonly WatchShape[]) => {
    const { addToWatches } = await loadPart(() => import("#/features/watch/add-to-watches.ts"));
    const text = addToWatches(connection, shapes);
    if (text === undefined) return notifyRefusal("At most 20 watches can be open. Close one first.");
    await navigate({ to: "/c/$connection/watch", params: { connection: connection.id }, search: { watch: text } });
  };
  useAct("key.watch", () => void watch(meantShapes(connection.id, openKey, prefix)));
  return null;
}

function meantShapes(connectionId: string, openKey: Key | undefined, prefix: Key): readonly WatchShape[] {
  const selection = isListFocused() ? currentSelection(connectionId) : nothingSelected;
  const thing = currentMark(connectionId)?.thing;
  const marked: Selection = new Map(thing === undefined ? [] : [["marked", thing]]);
  const { keys, prefixes } = namesIn(selection.size > 0 ? selection : marked);
  if (keys.length + prefixes.length > 0) {
    return [
      ...prefixes.map((each) => ({ kind: "prefix", prefix: each }) as const),
      ...keys.map((key) => ({ kind: "key", key }) as const),
    ];
  }
  if (openKey !== undefined) return [{ kind: "key", key: openKey }];
  return [prefix.length === 0 ? { kind: "all" } : { kind: "prefix", prefix }];
}
