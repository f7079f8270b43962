/** Requests to one member of a cluster: its address is the server's own, or one that the cluster lists. */
import type { TargetFields } from "@etcd-explorer/shared/contract/schemas";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { workerLimits } from "#/limits/worker-limits.ts";
import { checkListed, chooseMember } from "#/guard/member.ts";
import { resolveTarget } from "#/guard/target.ts";
import type { Settings } from "#/settings/settings.ts";
import { rejectionOf } from "#/etcd/answer.ts";
import { isJson } from "@etcd-explorer/shared/model/json";
import { BoundedMap } from "#/limits/bounded-map.ts";
import { withGateway, type GatewayResources } from "#/etcd/gateway.ts";
import type { Target } from "#/model/target.ts";

interface Listed {
  readonly atMs: number;
  readonly clientUrls: readonly string[];
}

type MemberFields = TargetFields & { readonly endpoint?: string | number | undefined };

export class MemberTargets {
  readonly #resources: GatewayResources;
  readonly #lists = new BoundedMap<Listed>(workerLimits.memberList.clusters);
  readonly #nowMs: () => number;

  constructor(resources: GatewayResources, nowMs: () => number = Date.now) {
    this.#resources = resources;
    this.#nowMs = nowMs;
  }

  /** Where the request goes. Asks the cluster for its members only where an address is not the server's own. */
  async target(fields: MemberFields, settings: Settings): Promise<Target> {
    const whole = resolveTarget(fields, settings);
    if (fields.endpoint === undefined) return whole;
    if (fields.connection === undefined) {
      const message = "requires connection: use host and port for a free host";
      throw new FailureError({ kind: "invalid", field: "endpoint", message });
    }
    const choice = chooseMember(fields.endpoint, whole, settings);
    if (choice.kind === "claimed") checkListed(choice, await this.#clientUrls(whole));
    return choice.target;
  }

  async #clientUrls(target: Target): Promise<readonly string[]> {
    const known = this.#lists.get(target.id);
    const { freshMs, timeoutMs } = workerLimits.memberList;
    if (known !== undefined && this.#nowMs() - known.atMs < freshMs) return known.clientUrls;
    const clientUrls = await withGateway(this.#resources, target, { timeoutMs }, async (gateway) => {
      const answer = await gateway.call({
        method: "POST",
        path: "/v3/cluster/member/list",
        body: "{}",
        maxBytes: workerLimits.ownAnswerBytes,
      });
      const rejection = rejectionOf(answer);
      if (rejection !== undefined) throw new FailureError(rejection);
      return readClientUrls(answer.parsed);
    });
    this.#lists.set(target.id, { atMs: this.#nowMs(), clientUrls });
    return clientUrls;
  }
}

function readClientUrls(parsed: unknown): readonly string[] {
  const members: unknown = isJson(parsed) ? parsed["members"] : undefined;
  if (!Array.isArray(members)) throw new FailureError({ kind: "malformed", message: "it has no list of members" });
  return members.flatMap((member: unknown) => {
    const urls: unknown = isJson(member) ? member["clientURLs"] : undefined;
    return Array.isArray(urls) ? urls.filter((url) => typeof url === "string") : [];
  });
}
