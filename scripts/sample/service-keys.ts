/** Service discovery, locks and elections: keys that live by leases. */
import { dayLeaseCount, dayLeaseId, leaseHex } from "./leases.ts";
import type { Random } from "./random.ts";
import { jsonKey, textKey, withLease, type SampleKey } from "./sample-key.ts";

const services = [
  "billing",
  "catalog",
  "checkout",
  "courier",
  "identity",
  "inventory",
  "mailer",
  "media",
  "search",
  "storefront",
] as const;

function instanceKeys(service: string, random: Random): SampleKey[] {
  const count = 2 + random.below(4);
  return Array.from({ length: count }, (_, at) => {
    const address = `10.4.${at}.${10 + random.below(200)}:8443`;
    const instance = {
      address,
      version: `2.${random.below(9)}.${random.below(20)}`,
      zone: random.pick(["eu-central-a", "eu-central-b", "eu-central-c"]),
      weight: random.pick([50, 100, 100]),
    };
    const key = jsonKey(`/services/${service}/instances/${address}`, instance);
    return withLease(key, dayLeaseId(random.below(dayLeaseCount)));
  });
}

// The recipes of etcd's client name a waiter by its lease; the lowest create revision holds the lock, so that no two
// may come to be in one transaction.
function queueKeys(prefix: string, leases: readonly number[], value: (at: number) => string): SampleKey[] {
  return leases.map((lease, at) => {
    const leaseId = dayLeaseId(lease);
    return { ...withLease(textKey(`${prefix}/${leaseHex(leaseId)}`, value(at)), leaseId), alone: true };
  });
}

/** Everything below /services/, /locks/ and /elections/. */
export function serviceKeys(random: Random): SampleKey[] {
  const registered = services.flatMap((service) => [
    ...instanceKeys(service, random),
    textKey(`/services/${service}/owner`, random.pick(["growth", "payments", "platform", "search"])),
  ]);
  return [
    ...registered,
    ...queueKeys("/locks/nightly-backup", [3, 9, 14], () => ""),
    ...queueKeys("/locks/orders/rebalance", [5, 6], () => ""),
    ...queueKeys("/locks/schema-migration", [11], () => ""),
    ...queueKeys("/elections/scheduler", [2, 8, 17], (at) => `scheduler-${at + 1}.internal`),
  ];
}
