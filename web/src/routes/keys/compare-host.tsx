import { useNavigate } from "@tanstack/react-router";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { At } from "@etcd-explorer/shared/model/at";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { loadPart } from "#/lib/page-error.ts";
import { currentMark, isListFocused } from "#/stores/marked-thing.ts";
import { namesIn } from "#/stores/selection.ts";

interface CompareHostProps {
  /** What the tree is narrowed to. */
  readonly prefix: Key;
}

/** Leads from the keys screen to a comparison of the marked folder or key, or else of all that the tree shows. */
export function CompareHost({ prefix }: CompareHostProps) {
  const navigate = useNavigate();
  const { connection, at } = useConnected();
  const compare = async (left: At, right: At) => {
    const meant = meantPrefix(connection.id, prefix);
    const { formatCompareAddress, noRules } = await loadPart(
      () => import("#/features/compare/model/compare-address.ts"),
    );
    const side = { connection: connection.id, prefix: meant };
    const fields = formatCompareAddress(
      { left: { ...side, at: left }, right: { ...side, at: right }, ignore: noRules },
      connection.id,
    );
    await navigate({
      to: "/c/$connection/compare",
      params: { connection: connection.id },
      // Both sides have a revision of their own, and what is now may be written again.
      search: { ...fields, at: undefined },
    });
  };
  useAct("compare.open", () => void compare(at, "live"));
  useAct("compare.past", () => void compare(at, "live"), at === "live" ? "You are viewing live keys" : undefined);
  return null;
}

function meantPrefix(connectionId: string, shown: Key): Key {
  const mark = isListFocused() ? currentMark(connectionId) : undefined;
  // The first row, on which nobody has put the mark, says nothing of what is meant.
  const thing = mark?.isChosen === true ? mark.thing : undefined;
  const { keys, prefixes } = namesIn(new Map(thing === undefined ? [] : [["marked", thing]]));
  return prefixes[0] ?? keys[0] ?? shown;
}
