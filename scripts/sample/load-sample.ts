/** Fills an etcd with the sample data. */
import { callGateway } from "../etcd/gateway.ts";
import type { SampleData } from "./sample-key.ts";
import { sampleRequests } from "./sample-requests.ts";

/** Writes the sample to an empty etcd, such as `http://127.0.0.1:2379`; in order, so that revisions are the same too. */
export async function loadSample(endpoint: string, sample: SampleData): Promise<void> {
  for (const { path, body } of sampleRequests(sample)) await callGateway(endpoint, path, body);
}
