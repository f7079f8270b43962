/** Fills an etcd with the sample data. */
import { callGateway } from "../etcd/gateway.ts";
import { sampleData } from "./sample-data.ts";
import { sampleRequests } from "./sample-requests.ts";

/** Writes the sample to an empty etcd, such as `http://127.0.0.1:2379`; in order, so that revisions are the same too. */
export async function loadSample(endpoint: string): Promise<void> {
  for (const { path, body } of sampleRequests(sampleData())) await callGateway(endpoint, path, body);
}
