/** Small calls: one range, and a health check, whose three calls share one socket. */
import { Agent } from "node:http";
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { formatComparison, medians } from "./measure.ts";
import { call } from "./post.ts";
import type { Bench } from "./bench-setup.ts";

export const smallCalls: Bench = {
  name: "small-calls",
  run: async ({ etcd, origin }) => {
    const { endpoint, host, port } = etcd;
    await callGateway(endpoint, "/v3/kv/put", { key: "YQ==", value: "Yg==" });
    const range = '{"key":"YQ=="}';
    const query = JSON.stringify({ host, port, path: "/v3/kv/range", body: range });
    const health = JSON.stringify({ host, port });
    const browser = new Agent({ keepAlive: true, maxSockets: 1 });
    const [queryMs = Number.NaN, rangeMs = Number.NaN, healthMs = Number.NaN, threeMs = Number.NaN] = await medians([
      () => call(`${origin}/api/etcd/query`, query, browser),
      () => call(`${endpoint}/v3/kv/range`, range),
      () => call(`${origin}/api/etcd/health`, health, browser),
      () => threeCalls(endpoint),
    ]);
    browser.destroy();
    return [
      formatComparison({
        name: "small range, p50",
        ours: queryMs,
        direct: rangeMs,
        unit: "ms",
        limit: { kind: "at most", value: 3.5 },
      }),
      formatComparison({
        name: "health: three calls, p50",
        ours: healthMs,
        direct: threeMs,
        unit: "ms",
        limit: { kind: "at most", value: 3.5 },
      }),
    ];
  },
};

/** What a health check asks, over one connection of its own. */
async function threeCalls(endpoint: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  await call(`${endpoint}/version`, undefined, agent);
  await call(`${endpoint}/v3/maintenance/status`, "{}", agent);
  await call(`${endpoint}/health`, undefined, agent);
  agent.destroy();
}
