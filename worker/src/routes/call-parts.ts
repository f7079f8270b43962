import type { GatewayResources } from "#/etcd/gateway.ts";
import type { BodyPipe } from "#/model/transport.ts";
import type { MemberTargets } from "#/targets/member-targets.ts";
import type { ReadOnlyClusters } from "#/targets/read-only-clusters.ts";
import type { StopRequests } from "./stop-requests.ts";

/** What a route needs that passes a call on to etcd, whether its answer is held or flows through. */
export interface CallParts {
  readonly resources: GatewayResources;
  readonly members: MemberTargets;
  readonly clusters: ReadOnlyClusters;
  readonly stops: StopRequests;
  readonly openPipe: () => BodyPipe;
}
