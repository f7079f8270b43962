/** What a newcomer sees: a keyspace with everything that the product is for, the same on every machine. */
import { configKeys } from "./config-keys.ts";
import { kubernetesKeys } from "./kubernetes-keys.ts";
import { sampleLeases } from "./leases.ts";
import { oddKeys } from "./odd-keys.ts";
import { createRandom } from "./random.ts";
import type { SampleData } from "./sample-key.ts";
import { serviceKeys } from "./service-keys.ts";

// One seed a part, so that a change in one leaves the others as they are.
const seeds = { config: 11, services: 22, kubernetes: 33, odd: 44 } as const;

/** The whole sample: some 4,500 keys and 25 leases. Pure; the same every time. */
export function sampleData(): SampleData {
  return {
    leases: sampleLeases(),
    keys: [
      ...configKeys(createRandom(seeds.config)),
      ...serviceKeys(createRandom(seeds.services)),
      ...oddKeys(createRandom(seeds.odd)),
      ...kubernetesKeys(createRandom(seeds.kubernetes)),
    ],
  };
}
