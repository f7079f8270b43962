/** The screens of the product, as the URL names them. */

/** Those that stand below a connection, in the order of the rail. */
export const connectedScreens = [
  "keys",
  "watch",
  "txn",
  "cluster",
  "leases",
  "locks",
  "access",
  "compare",
  "console",
] as const;
export type ConnectedScreen = (typeof connectedScreens)[number];

export type Screen = "connections" | ConnectedScreen;

export const screenTitles: Readonly<Record<Screen, string>> = {
  keys: "Keys",
  watch: "Watch",
  txn: "Transactions",
  cluster: "Cluster",
  leases: "Leases",
  locks: "Locks and elections",
  access: "Access",
  compare: "Compare",
  console: "Console",
  connections: "Connections",
};
