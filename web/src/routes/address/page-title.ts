import type { At } from "@etcd-explorer/shared/model/at";

interface Seen {
  /** What is open on the screen, such as a key. */
  readonly thing?: string | undefined;
  readonly screen: string;
  readonly connection: string | undefined;
  readonly viewing: At | undefined;
}

/** The most of a key that a title holds: browsers cut what is longer, and keep all of it in their history. */
const mostCharacters = 120;

/**
 * The title of the page, what tells tabs apart first.
 *
 * @example "/config/db/pool · Keys · prod-eu · etcd explorer"
 */
export function pageTitle({ thing, screen, connection, viewing }: Seen): string {
  // By characters: half of one is none.
  const letters = Array.from(thing ?? "");
  const short = letters.length > mostCharacters ? `…${letters.slice(1 - mostCharacters).join("")}` : thing;
  const past = viewing === undefined || viewing === "live" ? undefined : `revision ${viewing}`;
  return [short, screen, past, connection, "etcd explorer"]
    .filter((part) => part !== undefined && part !== "")
    .join(" · ");
}
