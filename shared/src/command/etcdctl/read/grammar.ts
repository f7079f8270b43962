/**
 * The commands of etcdctl that the console has, with their flags: parsing, completion, help and the words about an
 * unknown flag all read this table. Source: etcdctl/ctlv3/command/*_command.go, 3.4 to 3.7.
 */
import type { Format } from "../print/output.ts";

export interface Flag {
  readonly name: string;
  readonly kind: "switch" | "text";
  /** Its short form: `i` for `-i`. */
  readonly letter?: string;
  readonly about: string;
  /** What may stand as its value, where that is a closed set. */
  readonly values?: readonly string[];
}

export interface Command {
  /** One word or two: `get`, `lease grant`. */
  readonly name: string;
  /** What follows the name: `<key> [range_end]`. */
  readonly usage: string;
  readonly about: string;
  readonly flags: readonly Flag[];
  /** The formats that etcdctl has for its answer. */
  readonly formats: readonly Format[];
  /** What may be completed from etcd itself, by the place of the argument. */
  readonly completes?: "key";
}

const flag = (name: string, about: string): Flag => ({ name, kind: "switch", about });
const text = (name: string, about: string, values?: readonly string[]): Flag =>
  values === undefined ? { name, kind: "text", about } : { name, kind: "text", about, values };

const prefix = flag("prefix", "the key is a prefix");
const fromKey = flag("from-key", "all keys from this one");
const prevKv = flag("prev-kv", "show the previous key-value");
const cluster = flag("cluster", "all members of the cluster");
const consistency = text("consistency", "l: linearizable, s: serializable", ["l", "s"]);
const peerUrls = text("peer-urls", "comma-separated peer URLs");
const interactive: Flag = {
  ...flag("interactive", "interactive mode; ignored here"),
  letter: "i",
};

const keyFormats: readonly Format[] = ["simple", "json", "fields"];
const allFormats: readonly Format[] = ["simple", "table", "json", "fields"];
const plainOrJson: readonly Format[] = ["simple", "json"];
const plain: readonly Format[] = ["simple"];

const command = (
  name: string,
  usage: string,
  about: string,
  formats: readonly Format[],
  flags: readonly Flag[] = [],
): Command => ({ name, usage, about, flags, formats });

export const commands: readonly Command[] = [
  {
    ...command("get", "<key> [range_end]", "get a key or a range of keys", keyFormats, [
      prefix,
      fromKey,
      text("limit", "maximum number of keys"),
      text("rev", "at this revision"),
      text("order", "sort order", ["ASCEND", "DESCEND"]),
      text("sort-by", "sort field", ["CREATE", "KEY", "MODIFY", "VALUE", "VERSION"]),
      consistency,
      flag("keys-only", "print only keys"),
      flag("count-only", "print only the count; requires -w fields"),
      flag("print-value-only", "print only values"),
      text("min-create-rev", "minimum create revision"),
      text("max-create-rev", "maximum create revision"),
      text("min-mod-rev", "minimum modification revision"),
      text("max-mod-rev", "maximum modification revision"),
      flag("stream", "stream the results (etcd 3.7 and later); ignored here"),
    ]),
    completes: "key",
  },
  {
    ...command("put", "<key> <value>", "put a key; the value can be on the next lines", keyFormats, [
      text("lease", "lease ID in hex to attach"),
      prevKv,
      flag("ignore-value", "keep the current value"),
      flag("ignore-lease", "keep the current lease"),
    ]),
    completes: "key",
  },
  {
    ...command("del", "<key> [range_end]", "delete a key or a range of keys", keyFormats, [
      prefix,
      fromKey,
      prevKv,
      flag("range", "delete a range without waiting; ignored here"),
    ]),
    completes: "key",
  },
  command("txn", "", "run a transaction: conditions, THEN, ELSE, separated by blank lines", keyFormats, [interactive]),
  {
    ...command("watch", "<key> [range_end]", "show changes until stopped", keyFormats, [
      prefix,
      text("rev", "start at this revision"),
      prevKv,
      flag("progress-notify", "report progress regularly"),
    ]),
    completes: "key",
  },

  command("lease grant", "<ttl>", "create a lease; TTL in seconds", keyFormats),
  command("lease revoke", "<leaseID>", "revoke a lease and delete its keys", keyFormats),
  command("lease timetolive", "<leaseID>", "show a lease's remaining TTL", keyFormats, [
    flag("keys", "show attached keys"),
  ]),
  command("lease list", "", "list leases", keyFormats),
  command("lease keep-alive", "<leaseID>", "renew a lease until stopped", keyFormats, [flag("once", "renew once")]),

  command("member list", "", "list members", allFormats, [consistency]),
  command("member add", "<memberName>", "add a member", plainOrJson, [
    peerUrls,
    flag("learner", "add as a learner (non-voting)"),
  ]),
  command("member remove", "<memberID>", "remove a member", plainOrJson),
  command("member update", "<memberID>", "change a member's peer URLs", plainOrJson, [peerUrls]),
  command("member promote", "<memberID>", "promote a learner to a voting member", plainOrJson),

  command("endpoint health", "", "check whether members can commit", allFormats, [cluster]),
  command("endpoint status", "", "show the status of members", allFormats, [cluster]),
  command("endpoint hashkv", "", "hash the keyspace", allFormats, [cluster, text("rev", "hash up to this revision")]),

  command("alarm list", "", "list alarms", keyFormats),
  // etcdctl panics where it prints this as fields.
  command("alarm disarm", "", "disarm all alarms", plainOrJson),
  command("compaction", "<revision>", "discard history before a revision", plain, [
    flag("physical", "wait until the database is compacted"),
  ]),
  command("defrag", "", "release free space to the disk", plain, [cluster]),
  command("move-leader", "<memberID>", "move leadership to another member", plainOrJson),

  command("user add", "<user[:password]>", "add a user", keyFormats, [
    interactive,
    text("new-user-password", "password of the new user"),
    flag("no-password", "sign in with a client certificate only"),
  ]),
  command("user delete", "<user>", "delete a user", keyFormats),
  command("user get", "<user>", "show a user's roles", plainOrJson, [flag("detail", "show permissions")]),
  command("user list", "", "list users", plainOrJson),
  command("user passwd", "<user>", "change a password, entered on the next line", keyFormats, [interactive]),
  command("user grant-role", "<user> <role>", "grant a role to a user", keyFormats),
  command("user revoke-role", "<user> <role>", "revoke a role from a user", keyFormats),

  command("role add", "<role>", "add a role", keyFormats),
  command("role delete", "<role>", "delete a role", keyFormats),
  command("role get", "<role>", "show a role's permissions", keyFormats),
  command("role list", "", "list roles", keyFormats),
  command(
    "role grant-permission",
    "<role> <read|write|readwrite> <key> [endkey]",
    "grant a permission on a key or range",
    keyFormats,
    [prefix, fromKey],
  ),
  command("role revoke-permission", "<role> <key> [endkey]", "revoke a permission", keyFormats, [prefix, fromKey]),

  command("auth enable", "", "enable authentication", plain),
  command("auth disable", "", "disable authentication", plain),
  command("auth status", "", "show whether authentication is enabled", plainOrJson),
  command("version", "", "show the server's version", plain),
];

/** Flags that every command has. */
export const globalFlags: readonly Flag[] = [
  { ...text("write-out", "output format (-w)", allFormats), letter: "w" },
  flag("hex", "print bytes and IDs in hex"),
];

/**
 * The flags by which etcdctl is told whom to speak to, as whom, and how patiently. They are read and passed over: the
 * console speaks to the connection that is open. `addresses`: the command may be meant for another etcd or user.
 */
const passedOver: Readonly<Record<string, Pick<Flag, "kind" | "letter"> & { readonly addresses?: true }>> = {
  endpoints: { kind: "text", addresses: true },
  user: { kind: "text", addresses: true },
  password: { kind: "text", addresses: true },
  "auth-jwt-token": { kind: "text", addresses: true },
  cacert: { kind: "text", addresses: true },
  cert: { kind: "text", addresses: true },
  key: { kind: "text", addresses: true },
  "discovery-srv": { kind: "text", letter: "d", addresses: true },
  "discovery-srv-name": { kind: "text", addresses: true },
  "insecure-transport": { kind: "switch" },
  "insecure-skip-tls-verify": { kind: "switch" },
  "insecure-discovery": { kind: "switch" },
  "dial-timeout": { kind: "text" },
  "command-timeout": { kind: "text" },
  "keepalive-time": { kind: "text" },
  "keepalive-timeout": { kind: "text" },
  "max-request-bytes": { kind: "text" },
  "max-recv-bytes": { kind: "text" },
  debug: { kind: "switch" },
};

export const passedOverFlags: readonly Flag[] = Object.entries(passedOver).map(([name, rest]) => ({
  name,
  about: "ignored: the open connection applies",
  ...rest,
}));

export const isPassedOver = (name: string): boolean => Object.hasOwn(passedOver, name);

/** Whether a flag that is passed over names another etcd or another user. */
export function addressesOther(name: string): boolean {
  return Object.hasOwn(passedOver, name) && passedOver[name]?.addresses === true;
}

/** The flags whose values are secrets, or may hold one. */
export const secretFlags: ReadonlySet<string> = new Set(["user", "password", "auth-jwt-token", "new-user-password"]);

/** The command of that name. */
export function findCommand(name: string): Command | undefined {
  return commands.find((known) => known.name === name);
}

/** The second words of a first one: `lease` has `grant` and others. */
export function subcommandsOf(first: string): readonly Command[] {
  return commands.filter(({ name }) => name.startsWith(`${first} `));
}
