/** How the kinds of differences are coloured; their words are in side-words.ts. */
import type { DifferenceKind } from "@etcd-explorer/shared/read/compare/difference";

export const kindTones: Readonly<Record<DifferenceKind, string>> = {
  "only-left": "bg-ok-bg text-ok",
  "only-right": "bg-bad-bg text-bad",
  differs: "bg-warn-bg text-warn",
  lease: "bg-accent-bg text-accent",
};
