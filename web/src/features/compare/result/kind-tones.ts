/** How the kinds of differences are coloured; their words are in side-words.ts. */
import type { DifferenceKind } from "@etcd-explorer/shared/read/compare/difference";

export const kindTones: Readonly<Record<DifferenceKind, string>> = {
  // As in a diff from A to B: what B lacks is removed, what it has more is added.
  "only-left": "bg-bad-bg text-bad",
  "only-right": "bg-ok-bg text-ok",
  differs: "bg-warn-bg text-warn",
  lease: "bg-accent-bg text-accent",
};
