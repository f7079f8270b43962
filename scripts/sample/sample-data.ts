/** What a newcomer sees: a keyspace with everything that the product is for, the same on every machine. */
import { configKeys } from "./config-keys.ts";
import { registryKeys } from "./kubernetes/registry-keys.ts";
import { sampleLeases } from "./leases.ts";
import { oddKeys } from "./odd-keys.ts";
import { createRandom } from "./random.ts";
import type { SampleData, SampleKey } from "./sample-key.ts";
import { serviceKeys } from "./service-keys.ts";

// One seed a part, so that a change in one leaves the others as they are.
const seeds = { config: 11, services: 22, kubernetes: 33, odd: 44 } as const;

/** The whole sample: some 1,250 keys and 26 leases. The same every time, but for the times, which are near now. */
export function sampleData(): SampleData {
  return {
    leases: sampleLeases(),
    keys: [
      ...configKeys(createRandom(seeds.config)),
      ...serviceKeys(createRandom(seeds.services)),
      ...oddKeys(createRandom(seeds.odd)),
      ...registryKeys(createRandom(seeds.kubernetes)),
    ],
  };
}

/** The keys that are there in the end. */
export function keptKeys({ keys }: SampleData): readonly SampleKey[] {
  return keys.filter(({ isDeleted }) => isDeleted !== true);
}
