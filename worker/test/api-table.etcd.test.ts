import { lentEtcds } from "@etcd-explorer/scripts/test/provided";
import { describe, expect, test } from "vitest";
import { apiOperations } from "@etcd-explorer/shared/command/api-table/operations";

const patienceMs = 2000;

/**
 * Whether etcd has a path: to a body that is not JSON it answers 404 where it has none, else something else, or, where it
 * waits for a stream to go on, nothing. In no case does it do anything.
 */
async function isThere(endpoint: string, name: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const answer = await fetch(`${endpoint}/v3/${name}`, { method: "POST", body: "[", signal });
    await answer.body?.cancel();
    return answer.status !== 404;
  } catch (error) {
    if (error instanceof DOMException && error.name === "TimeoutError") return true;
    throw error;
  }
}

describe.each(lentEtcds())("the table of operations, etcd $version", ({ version, endpoint }) => {
  const isOld = version.startsWith("3.4.");

  test.each(apiOperations)("/v3/$name is there as the table says", async ({ name, since }) => {
    expect(await isThere(endpoint, name)).toBe(!(isOld && since === "3.5"));
  });

  test("a path that is in no table is not there", async () => {
    expect(await isThere(endpoint, "kv/frob")).toBe(false);
    expect(await isThere(endpoint, "maintenance/compact")).toBe(false);
  });
});
