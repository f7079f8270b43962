/** The revision of a side as one types it, in one field: which way it is told, and then the one rule of all dialogs. */
import type { At } from "@etcd-explorer/shared/model/at";
import { readLocalTime, revisionTarget, type KnownPast, type RevisionWay } from "#/components/past/revision-target.ts";

export type Moment = { readonly at: At } | { readonly problem: string };

const remedy = "Enter now, a revision, a time or “100 writes ago”";

/**
 * Reads `now`, a revision with or without grouping, `100 writes ago`, a time of today such as `12:41`, or a date with a
 * time. A time is the newest revision that certainly was there then.
 *
 * @example parseMoment("1,204", known) // { at: "1204" }
 */
export function parseMoment(typed: string, known: KnownPast): Moment {
  const text = typed.trim().toLowerCase();
  if (text === "" || text === "now") return { at: "live" };
  const told = wayOf(text, known.nowMs);
  if (told === undefined) return { problem: remedy };
  const [way, value] = told;
  if (way === "ago" && /^0+$/.test(value)) return { at: known.ends?.newest ?? known.newest ?? "live" };
  const target = revisionTarget(way, value, known);
  if (target.kind === "ready") return { at: target.revision };
  if (target.kind === "problem") return { problem: target.text };
  return { problem: "The newest revision is not known yet. Enter a revision." };
}

/** Which way a text tells a moment, and the number or time in it. */
function wayOf(text: string, nowMs: number): readonly [RevisionWay, string] | undefined {
  const ago = /^(\d[\d,]*)\s*(?:writes?|revisions?)?\s+ago$/.exec(text) ?? /^-\s*(\d[\d,]*)$/.exec(text);
  if (ago !== null) return ["ago", (ago[1] ?? "").replaceAll(",", "")];
  if (/^(?=.*[1-9])[\d,\s]+$/.test(text)) return ["revision", text];
  return readLocalTime(text, nowMs) === undefined ? undefined : ["time", text];
}
