import { useQuery } from "@tanstack/react-query";
import { asKey, type Key } from "@etcd-explorer/shared/model/bytes";
import type { Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import { wantedChange } from "@etcd-explorer/shared/write/apply/wanted-change";
import { useAct } from "#/acts/use-act.ts";
import { accessQuery } from "#/api/access/access-query.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import type { Connection } from "#/api/connection/connection.ts";
import type { CompareAddress } from "#/features/compare/model/compare-address.ts";
import { keyOn } from "#/features/compare/model/shown-differences.ts";
import { otherSide } from "#/features/compare/model/side-words.ts";
import type { PinnedSide } from "#/features/compare/run/pin-sides.ts";
import { whyUnwritable } from "#/features/compare/run/why-unwritable.ts";
import { formatKeyCount } from "#/lib/format.ts";
import { reviewChanges } from "#/stores/review/change-review.ts";

interface PlansOptions {
  readonly address: CompareAddress;
  readonly connections: OfSides<Connection>;
  readonly pinned: OfSides<PinnedSide>;
  /** The past that the data of each side had when it was pinned. */
  readonly pasts: OfSides<number>;
  /** In key order. */
  readonly differences: readonly Difference[];
}

/** Makes a plan of what is selected, for either side: what makes it like the other one. It is reviewed before anything is written. */
export function usePlans({ address, connections, pinned, pasts, differences }: PlansOptions): void {
  const { viewing } = useConnected();
  const access = {
    left: useQuery(accessQuery(connections.left)).data ?? undefined,
    right: useQuery(accessQuery(connections.right)).data ?? undefined,
  };
  const refusal = (name: SideName) =>
    whyUnwritable({ name, side: address[name], connection: connections[name], access: access[name], viewing }) ??
    (differences.length === 0 ? "Select differences first" : undefined);
  const plan = (to: SideName) => () => {
    const from = otherSide[to];
    const prefixes = { left: address.left.prefix, right: address.right.prefix };
    const mapKey = (key: Key) => keyOn(to, asKey(key.subarray(prefixes[from].length)), prefixes);
    const sides = {
      left: { connection: connections.left, revision: pinned.left.revision, past: pasts.left },
      right: { connection: connections.right, revision: pinned.right.revision, past: pasts.right },
    };
    reviewChanges({
      what: formatKeyCount(differences.length),
      source: sides[from],
      target: sides[to],
      changes: differences.map((difference) => wantedChange(difference, to, mapKey)),
    });
  };
  useAct("compare.plan-a", plan("left"), refusal("left"));
  useAct("compare.plan-b", plan("right"), refusal("right"));
}
