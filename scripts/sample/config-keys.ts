/** An application's configuration in all the formats that people keep in etcd. */
import { asValue, keyFromText } from "@etcd-explorer/shared/model/bytes";
import { configFiles } from "./config-files.ts";
import { shortLeaseId } from "./leases.ts";
import type { Random } from "./random.ts";
import { jsonKey, textKey, withLease, type SampleKey } from "./sample-key.ts";

const poolOf = (max: number) =>
  `{\n  "min": 2,\n  "max": ${max},\n  "idleTimeout": "30s",\n` +
  `  "hosts": ["db-1.internal", "db-2.internal"],\n  "tls": true\n}\n`;

const databaseUrl = (host: string) => `postgres://app@${host}.internal:5432/shop?sslmode=verify-full`;

function databaseKeys(): SampleKey[] {
  return [
    textKey("/config/db/pool", ...[5, 8, 10].map(poolOf)),
    textKey("/config/db/replica-url", databaseUrl("db-2")),
    textKey("/config/db/url", ...["db-0", "db-0", "db-3", "db-1", "db-3", "db-0", "db-1"].map(databaseUrl)),
    withLease(textKey("/config/db/writer-lease", "db-1.internal"), shortLeaseId),
  ];
}

const regionNames = ["eu-central", "eu-west", "us-east", "us-west", "ap-south", "ap-northeast"] as const;

function regionVersions(): unknown[] {
  return Array.from({ length: 12 }, (_, edit) => ({
    default: "eu-central",
    regions: regionNames.map((name, at) => ({
      name,
      weight: 10 + ((edit * 7 + at * 13) % 40),
      open: at <= edit / 2,
      zones: ["a", "b", "c"].slice(0, 2 + (at % 2)),
    })),
  }));
}

const flagNames = [
  "checkout-v2",
  "dark-mode",
  "express-delivery",
  "faster-search",
  "gift-cards",
  "guest-checkout",
  "invoice-pdf",
  "live-stock",
  "new-onboarding",
  "one-click-buy",
  "passkeys",
  "price-alerts",
  "recommendations",
  "referral-bonus",
  "review-photos",
  "saved-carts",
  "split-payments",
  "wishlist-sharing",
] as const;

function flagKeys(random: Random): SampleKey[] {
  return flagNames.map((name) => {
    const flag = {
      enabled: random.below(3) > 0,
      rollout: random.pick([5, 10, 25, 50, 100]),
      owner: random.pick(["growth", "payments", "platform", "search"]),
    };
    const earlier = { ...flag, enabled: false, rollout: 0 };
    return random.below(2) === 0 ? jsonKey(flagPath(name), flag) : jsonKey(flagPath(name), earlier, flag);
  });
}

const flagPath = (name: string) => `/config/feature-flags/${name}`;

const limitedRoutes = ["api", "assets", "auth", "cart", "graphql", "login", "orders", "search", "webhooks"] as const;

function limitKeys(random: Random): SampleKey[] {
  return limitedRoutes.map((route) =>
    textKey(`/config/rate-limits/${route}`, `${random.pick([10, 30, 60, 120, 600])}/min`),
  );
}

const roles = ["admin", "auditor", "billing", "courier", "support"] as const;

function authKeys(): SampleKey[] {
  const scopes = ["orders", "customers", "stock", "reports"];
  return roles.map((role, at) =>
    jsonKey(`/config/auth/roles/${role}`, {
      role,
      read: scopes.slice(0, scopes.length - (at % 3)),
      write: role === "admin" ? scopes : scopes.slice(0, at % 2),
      sessionMinutes: 30 * (at + 1),
    }),
  );
}

/** Everything below /config/. */
export function configKeys(random: Random): SampleKey[] {
  return [
    ...databaseKeys(),
    ...authKeys(),
    ...flagKeys(random),
    ...limitKeys(random),
    ...configFiles(),
    jsonKey("/config/regions.json", ...regionVersions()),
    // Bytes that belong to no key of anybody's; the second version shows that binary is edited without damage.
    {
      key: keyFromText("/config/signing-key"),
      versions: [asValue(random.bytes(64)), asValue(random.bytes(64))],
    },
  ];
}
