/** URL to screen. */
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from "@tanstack/react-router";
import { loadPart } from "#/lib/page-error.ts";
import type { CompareSearch } from "#/features/compare/model/compare-fields.ts";
import { ConnectionsRoute } from "./connections-route.tsx";
import { NotFoundRoute } from "./not-found-route.tsx";
import { RootRoute } from "./root-route.tsx";
import { ScreenError } from "./screen-error.tsx";
import { formatSearchText, parseSearchText } from "./address/search-text.ts";

const root = createRootRoute({ component: RootRoute, notFoundComponent: NotFoundRoute, errorComponent: ScreenError });

/** Where the connections screen was sent from: the connection to fill in. */
const connections = createRoute({
  getParentRoute: () => root,
  path: "/",
  validateSearch: (search: Record<string, unknown>): { connection?: string } => textFields(search, ["connection"]),
  component: ConnectionsRoute,
});

/**
 * Every screen of a connection has `at`, the revision that is viewed: it stays from screen to screen, and from one key
 * to the next, until somebody goes back to live. Only a navigation that says `at: undefined` takes it away.
 */
interface AtField {
  at?: string | undefined;
}

const keepAt = { middlewares: [retainSearchParams<AtField>(["at"])] };

/**
 * `prefix` narrows the tree, `filter` narrows it further by how names start, `key` is the one that is open; all as
 * `formatKey` writes them. `history` is which versions of it are compared: features/value/history/chosen-versions.ts. `view` is `table`, or absent for the tree;
 * `sort` is the table's, `-modified` for the largest first. The others: find-search.ts.
 */
type KeysField = "prefix" | "filter" | "key" | "history" | "view" | "sort" | "find" | "q" | "pattern" | "case";
const keysFields: readonly KeysField[] = [
  "prefix",
  "filter",
  "key",
  "history",
  "view",
  "sort",
  "find",
  "q",
  "pattern",
  "case",
];

const keys = createRoute({
  getParentRoute: () => root,
  path: "/c/$connection/keys",
  validateSearch: (search: Record<string, unknown>): { [K in KeysField]?: string } & AtField =>
    textFields(search, [...keysFields, "at"]),
  search: keepAt,
  component: lazyRouteComponent(() => loadPart(() => import("./keys-route.tsx")), "KeysRoute"),
});

/** `watch` spells the watches (features/watch/model/watch-spec.ts); the others are how their events are shown. */
type WatchField = "watch" | "type" | "find" | "group" | "changes";

const watch = createRoute({
  getParentRoute: () => root,
  path: "/c/$connection/watch",
  validateSearch: (search: Record<string, unknown>): { [K in WatchField]?: string | undefined } & AtField =>
    textFields(search, ["watch", "type", "find", "group", "changes", "at"]),
  search: keepAt,
  component: lazyRouteComponent(() => loadPart(() => import("./watch-route.tsx")), "WatchRoute"),
});

/** The transaction builder. A transaction that was shared stands in the fragment, which no server sees. */
const txn = createRoute({
  getParentRoute: () => root,
  path: "/c/$connection/txn",
  validateSearch: atField,
  search: keepAt,
  component: lazyRouteComponent(() => loadPart(() => import("./txn-route.tsx")), "TxnRoute"),
});

const cluster = createRoute({
  getParentRoute: () => root,
  path: "/c/$connection/cluster",
  validateSearch: atField,
  search: keepAt,
  component: lazyRouteComponent(() => loadPart(() => import("./cluster-route.tsx")), "ClusterRoute"),
});

/** `lease` is the one that is selected, in hex. */
const leases = createRoute({
  getParentRoute: () => root,
  path: "/c/$connection/leases",
  validateSearch: (search: Record<string, unknown>): { lease?: string } & AtField =>
    textFields(search, ["lease", "at"]),
  search: keepAt,
  component: lazyRouteComponent(() => loadPart(() => import("./leases-route.tsx")), "LeasesRoute"),
});

/** `prefix` is where locks are looked for. */
const locks = createRoute({
  getParentRoute: () => root,
  path: "/c/$connection/locks",
  validateSearch: (search: Record<string, unknown>): { prefix?: string } & AtField =>
    textFields(search, ["prefix", "at"]),
  search: keepAt,
  component: lazyRouteComponent(() => loadPart(() => import("./locks-route.tsx")), "LocksRoute"),
});

/** `user` or `role` is the one that is open, `key` the one that is asked about. */
const access = createRoute({
  getParentRoute: () => root,
  path: "/c/$connection/access",
  validateSearch: (search: Record<string, unknown>): { user?: string; role?: string; key?: string } & AtField =>
    textFields(search, ["user", "role", "key", "at"]),
  search: keepAt,
  component: lazyRouteComponent(() => loadPart(() => import("./access-route.tsx")), "AccessRoute"),
});

/** Two sides (features/compare/model/compare-address.ts), and how their differences are shown. */
const compare = createRoute({
  getParentRoute: () => root,
  path: "/c/$connection/compare",
  // Which fields there are, the screen knows: it is loaded later.
  validateSearch: (search: Record<string, unknown>): CompareSearch & AtField => textFields(search, Object.keys(search)),
  search: keepAt,
  component: lazyRouteComponent(() => loadPart(() => import("./compare-route.tsx")), "CompareRoute"),
});

const consoleScreen = createRoute({
  getParentRoute: () => root,
  path: "/c/$connection/console",
  validateSearch: atField,
  search: keepAt,
  component: lazyRouteComponent(() => loadPart(() => import("./console-route.tsx")), "ConsoleRoute"),
});

function atField(search: Record<string, unknown>): AtField {
  return textFields(search, ["at"]);
}

function textFields<Name extends string>(search: Record<string, unknown>, names: readonly Name[]) {
  const fields: { [K in Name]?: string } = {};
  for (const name of names) {
    const value = search[name];
    if (typeof value === "string" && value !== "") fields[name] = value;
  }
  return fields;
}

/** A router over the browser's history. */
export function createAppRouter() {
  return createRouter({
    routeTree: root.addChildren([
      connections,
      keys,
      watch,
      txn,
      cluster,
      leases,
      locks,
      access,
      compare,
      consoleScreen,
    ]),
    parseSearch: parseSearchText,
    stringifySearch: formatSearchText,
    defaultPreload: false,
    defaultErrorComponent: ScreenError,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
