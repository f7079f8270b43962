/** Older servers have the gateway under another prefix: found by trying, and remembered. */
import { isMissingPath, type GatewayAnswer } from "./answer.ts";
import type { BoundedMap } from "./bounded-map.ts";
import { pathPrefixes, splitPath, type PathPrefix } from "./operations.ts";

/** The prefix that each target is known to answer under, by its ID. */
export type PrefixMemory = BoundedMap<PathPrefix>;

/**
 * Sends by `send`, to `path` under the prefix that the target serves. Where a server is not known yet and has no such
 * path under `/v3`, the older prefixes are tried; where none has it, the first answer stands: the path is unknown.
 * A path that names an older prefix goes as it is.
 */
export async function sendUnderPrefix(
  path: string,
  targetId: string,
  memory: PrefixMemory,
  send: (path: string) => Promise<GatewayAnswer>,
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
  for (const prefix of pathPrefixes) {
    const other = prefix === first ? answer : await sendUnder(prefix);
    if (!isMissingPath(other)) return other;
  }
  return answer;
}
