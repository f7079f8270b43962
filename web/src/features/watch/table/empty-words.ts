/** Why a list of events is empty, in words. Pure. */
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import type { SessionView } from "#/features/watch/state/session-view.ts";

interface EmptyWords {
  readonly title: string;
  readonly hint: string;
}

/** What stands over the table while it has no row. */
export function emptyWords({
  events,
  filter,
  entries,
}: Pick<SessionView, "events" | "filter" | "entries">): EmptyWords {
  const isFiltered = filter.find !== "" || filter.types.size < 2;
  if (events > 0 && isFiltered) return { title: "No matches", hint: "Try another search, or show puts and deletes." };
  const states = entries.map(({ status }) => status);
  const [first] = states;
  if (first?.kind === "ahead" && states.every(({ kind }) => kind === "ahead")) {
    return { title: "No events yet", hint: `Events appear from revision ${formatGrouped(first.from)} on.` };
  }
  const isComing = states.some(({ kind }) => kind === "live" || kind === "opening" || kind === "ahead");
  return isComing
    ? { title: "No events yet", hint: "Puts and deletes appear here as they happen." }
    : { title: "No events", hint: "No watch is live now." };
}
