/** What is typed and is no command of the console: etcdctl's own others, and what people call its commands. */
import { commands } from "./grammar.ts";

/** A command of etcdctl's that is not run here, and where its work is done instead. */
export interface Elsewhere {
  readonly name: string;
  readonly about: string;
  /** The screen that does it; absent: nothing here does. */
  readonly screen?: "cluster" | "locks" | "keys";
}

const elsewhere: readonly Elsewhere[] = [
  { name: "snapshot save", about: "Save a snapshot on the Cluster screen.", screen: "cluster" },
  { name: "snapshot restore", about: "It works on the server's files. Run etcdutl snapshot restore there." },
  { name: "snapshot status", about: "It works on the server's files. Run etcdutl snapshot status there." },
  {
    name: "lock",
    about: "The console cannot hold locks. The Locks screen shows them.",
    screen: "locks",
  },
  { name: "elect", about: "The console cannot join elections. The Locks screen shows them.", screen: "locks" },
  { name: "downgrade validate", about: "Plan a downgrade on the Cluster screen.", screen: "cluster" },
  { name: "downgrade enable", about: "Plan a downgrade on the Cluster screen.", screen: "cluster" },
  { name: "downgrade cancel", about: "Cancel a downgrade on the Cluster screen.", screen: "cluster" },
  {
    name: "check perf",
    about: "It loads the cluster with writes. The Cluster screen shows latencies.",
    screen: "cluster",
  },
  {
    name: "check datascale",
    about: "It loads the cluster with writes. The Cluster screen shows sizes.",
    screen: "cluster",
  },
  { name: "make-mirror", about: "Export the keys here and import them into the other connection.", screen: "keys" },
  { name: "migrate", about: "It works on the server's files, for etcd 3.4 and earlier." },
  { name: "completion", about: "Press Tab to complete." },
  { name: "options", about: "Type help for the options." },
];

/** What is known of a command, or of a group of them, that is not run here. */
export function findElsewhere(first: string, second: string): Elsewhere | undefined {
  return (
    elsewhere.find(({ name }) => name === first || name === `${first} ${second}`) ??
    elsewhere.find(({ name }) => name.startsWith(`${first} `))
  );
}

/** What people call commands that etcdctl calls otherwise. */
const otherNames: Readonly<Record<string, string>> = {
  delete: "del",
  rm: "del",
  remove: "del",
  set: "put",
  ls: "get / --prefix --keys-only",
  list: "get / --prefix --keys-only",
  compact: "compaction",
  status: "endpoint status",
  health: "endpoint health",
  hashkv: "endpoint hashkv",
  members: "member list",
  leases: "lease list",
  users: "user list",
  roles: "role list",
};

/** The command that was probably meant; undefined: none is near. */
export function likelyMeant(first: string): string | undefined {
  const lower = first.toLowerCase();
  if (Object.hasOwn(otherNames, lower)) return otherNames[lower];
  const firsts = [...new Set(commands.map(({ name }) => name.split(" ", 1)[0] ?? ""))];
  return firsts.find((name) => name.startsWith(lower) || lower.startsWith(name));
}
