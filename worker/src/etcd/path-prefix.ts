/** Older servers have the gateway under another prefix: found by trying, and remembered. */
import { isMissingPath, type GatewayAnswer } from "./answer.ts";
import type { BoundedMap } from "#/limits/bounded-map.ts";
import { pathPrefixes, splitPath, type PathPrefix } from "#/model/operations.ts";

/** The prefix that each target is known to answer under, by its ID. */
export type PrefixMemory = BoundedMap<PathPrefix>;

export interface Sending {
  readonly send: (path: string) => Promise<GatewayAnswer>;
  /** Whether `send` twice does no more than once. */
  readonly isRepeatable: () => boolean;
  /** Asks at a path what every version answers, and what changes nothing; undefined where nothing comes. */
  readonly ask: (path: string) => Promise<GatewayAnswer | undefined>;
}

/**
 * Sends by `send`, to `path` under the prefix that the target serves. Where a server is not known yet and has no such
 * path under `/v3`, the older prefixes are tried; where none has it, the first answer stands: the path is unknown.
 * A path that names an older prefix goes as it is. What cannot be repeated is sent under another prefix only where a
 * question that changes nothing finds the gateway there: "not found" may be a proxy's word, after it has passed it on.
 */
export async function sendUnderPrefix(
  path: string,
  targetId: string,
  memory: PrefixMemory,
  { send, isRepeatable, ask }: Sending,
): Promise<GatewayAnswer> {
  const parts = splitPath(path);
  if (parts?.prefix !== "/v3") return send(path);
  const known = memory.get(targetId);
  const sendUnder = async (prefix: PathPrefix): Promise<GatewayAnswer> => {
    const answer = await send(`${prefix}/${parts.operation}`);
    // Only a success tells who answered: a refusal may be a proxy's.
    if (answer.status < 400 && prefix !== known) memory.set(targetId, prefix);
    return answer;
  };
  const first = known ?? "/v3";
  const answer = await sendUnder(first);
  // A server that has answered under /v3 does not know this path. One known by an older prefix may have been replaced.
  if (known === "/v3" || !isMissingPath(answer)) return answer;
  if (!isRepeatable()) {
    const found = await findPrefix(ask);
    return found === undefined || found === first ? answer : sendUnder(found);
  }
  for (const prefix of pathPrefixes) {
    const other = prefix === first ? answer : await sendUnder(prefix);
    if (!isMissingPath(other)) return other;
  }
  return answer;
}

/** The newest prefix under which there is a gateway. */
async function findPrefix(ask: Sending["ask"]): Promise<PathPrefix | undefined> {
  for (const prefix of pathPrefixes) {
    const answer = await ask(`${prefix}/kv/txn`);
    // What is no success and no missing path tells nothing: then nothing is sent again.
    if (answer === undefined || !isMissingPath(answer)) return (answer?.status ?? 0) === 200 ? prefix : undefined;
  }
  return undefined;
}
