/** One call to etcd's JSON gateway, for filling a server before anybody looks at it. */
import { LaunchFailure } from "../process/launch-failure.ts";

const callMs = 30_000;

/** Posts `body` to a path such as `/v3/kv/txn` and gives the answer's JSON. Rejects where etcd refuses. */
export async function callGateway(endpoint: string, path: string, body: unknown): Promise<unknown> {
  const response = await fetch(`${endpoint}${path}`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(callMs),
  });
  const text = await response.text();
  if (!response.ok) throw new LaunchFailure(`etcd refused ${path} with status ${response.status}: ${text.trim()}`);
  return JSON.parse(text);
}
