import { useQuery } from "@tanstack/react-query";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import { useAct } from "#/acts/use-act.ts";
import { accessQuery } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import type { CompareAddress } from "#/features/compare/model/compare-address.ts";
import { changesOf } from "#/features/compare/model/plan-of.ts";
import { otherSide, sideLetters } from "#/features/compare/model/side-words.ts";
import type { PinnedSide } from "#/features/compare/run/pin-sides.ts";
import { whyUnwritable } from "#/features/compare/run/why-unwritable.ts";
import { reviewChanges } from "#/stores/review/change-review.ts";

interface PlansOptions {
  readonly address: CompareAddress;
  readonly connections: OfSides<Connection>;
  readonly pinned: OfSides<PinnedSide>;
  /** The past that the data of each side had when it was pinned. */
  readonly pasts: OfSides<number>;
  /** In key order. */
  readonly differences: readonly Difference[];
  /** Differences that are counted but not listed, where all that are listed are selected. */
  readonly unlisted: number;
}

/** Makes a plan of what is selected, for either side: what makes it like the other one. It is reviewed before anything is written. */
export function usePlans({ address, connections, pinned, pasts, differences, unlisted }: PlansOptions): void {
  const { viewing } = useConnected();
  const access = {
    left: useQuery(accessQuery(connections.left)).data ?? undefined,
    right: useQuery(accessQuery(connections.right)).data ?? undefined,
  };
  const prefixes = { left: address.left.prefix, right: address.right.prefix };
  const planned = { left: changesOf("left", differences, prefixes), right: changesOf("right", differences, prefixes) };
  const refusal = (name: SideName) => {
    const refused = { name, side: address[name], connection: connections[name], access: access[name], viewing };
    if (differences.length === 0) return whyUnwritable(refused) ?? "Select differences first";
    const isNameless = planned[name].changes.length === 0;
    return whyUnwritable(refused) ?? (isNameless ? `This key would have no name in ${sideLetters[name]}` : undefined);
  };
  const plan = (to: SideName) => () => {
    const from = otherSide[to];
    const sides = {
      left: { connection: connections.left, revision: pinned.left.revision, past: pasts.left },
      right: { connection: connections.right, revision: pinned.right.revision, past: pasts.right },
    };
    reviewChanges({
      what: prefixes[to].length === 0 ? "all keys" : formatKey(prefixes[to]),
      source: sides[from],
      target: sides[to],
      ...planned[to],
      unlisted,
    });
  };
  useAct("compare.plan-a", plan("left"), refusal("left"));
  useAct("compare.plan-b", plan("right"), refusal("right"));
}
