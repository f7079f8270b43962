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
const fromKey = flag("from-key", "this key and all that follow");
const prevKv = flag("prev-kv", "show what was there before");
const cluster = flag("cluster", "every member, by the cluster's own list");
const consistency = text("consistency", "l: linearizable, s: whatever one member has", ["l", "s"]);
const peerUrls = text("peer-urls", "peer URLs, with commas between");
const interactive: Flag = {
  ...flag("interactive", "read input as in a terminal; no effect here"),
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
    ...command("get", "<key> [range_end]", "read a key or a range", keyFormats, [
      prefix,
      fromKey,
      text("limit", "at most so many"),
      text("rev", "as of this revision"),
      text("order", "of the answer", ["ASCEND", "DESCEND"]),
      text("sort-by", "what it is ordered by", ["CREATE", "KEY", "MODIFY", "VALUE", "VERSION"]),
      consistency,
      flag("keys-only", "no values"),
      flag("count-only", "the count alone; with -w fields"),
      flag("print-value-only", "no keys"),
      text("min-create-rev", "created at this revision or later"),
      text("max-create-rev", "created at this revision or before"),
      text("min-mod-rev", "written at this revision or later"),
      text("max-mod-rev", "written at this revision or before"),
      flag("stream", "read as a stream, from etcd 3.7 on; no effect here"),
    ]),
    completes: "key",
  },
  {
    ...command("put", "<key> <value>", "write a key; the value may stand on the lines below", keyFormats, [
      text("lease", "attach it to this lease, in hex"),
      prevKv,
      flag("ignore-value", "keep the value, change the lease"),
      flag("ignore-lease", "keep the lease, change the value"),
    ]),
    completes: "key",
  },
  {
    ...command("del", "<key> [range_end]", "delete a key or a range", keyFormats, [
      prefix,
      fromKey,
      prevKv,
      flag("range", "a range is meant; here it is asked anyway"),
    ]),
    completes: "key",
  },
  command("txn", "", "a transaction: conditions, operations, operations, with a blank line after each", keyFormats, [
    interactive,
  ]),
  {
    ...command("watch", "<key> [range_end]", "show changes as they come, until it is stopped", keyFormats, [
      prefix,
      text("rev", "from this revision on"),
      prevKv,
      flag("progress-notify", "tell now and then that nothing happened"),
    ]),
    completes: "key",
  },

  command("lease grant", "<ttl>", "a new lease of so many seconds", keyFormats),
  command("lease revoke", "<leaseID>", "end a lease and delete its keys", keyFormats),
  command("lease timetolive", "<leaseID>", "what a lease has left", keyFormats, [flag("keys", "with its keys")]),
  command("lease list", "", "all leases", keyFormats),
  command("lease keep-alive", "<leaseID>", "renew a lease until the command is stopped", keyFormats, [
    flag("once", "once, and no more"),
  ]),

  command("member list", "", "the members of the cluster", allFormats, [consistency]),
  command("member add", "<memberName>", "add a member", plainOrJson, [
    peerUrls,
    flag("learner", "as a learner, which does not vote"),
  ]),
  command("member remove", "<memberID>", "remove a member", plainOrJson),
  command("member update", "<memberID>", "change a member's peer URLs", plainOrJson, [peerUrls]),
  command("member promote", "<memberID>", "make a learner a voting member", plainOrJson),

  command("endpoint health", "", "whether members can commit", allFormats, [cluster]),
  command("endpoint status", "", "what members say of themselves", allFormats, [cluster]),
  command("endpoint hashkv", "", "the hash of the keyspace", allFormats, [cluster, text("rev", "up to this revision")]),

  command("alarm list", "", "all alarms", keyFormats),
  // etcdctl panics where it prints this as fields.
  command("alarm disarm", "", "disarm all alarms", plainOrJson),
  command("compaction", "<revision>", "give up the history before a revision", plain, [
    flag("physical", "wait until it is gone from the database"),
  ]),
  command("defrag", "", "give free space back to the disk", plain, [cluster]),
  command("move-leader", "<memberID>", "hand the leadership over", plainOrJson),

  command("user add", "<user[:password]>", "a new user", keyFormats, [
    interactive,
    text("new-user-password", "its password"),
    flag("no-password", "who signs in by a certificate alone"),
  ]),
  command("user delete", "<user>", "delete a user", keyFormats),
  command("user get", "<user>", "a user's roles", plainOrJson, [flag("detail", "with what they allow")]),
  command("user list", "", "all users", plainOrJson),
  command("user passwd", "<user>", "a new password, on the line below", keyFormats, [interactive]),
  command("user grant-role", "<user> <role>", "give a user a role", keyFormats),
  command("user revoke-role", "<user> <role>", "take a role from a user", keyFormats),

  command("role add", "<role>", "a new role", keyFormats),
  command("role delete", "<role>", "delete a role", keyFormats),
  command("role get", "<role>", "what a role allows", keyFormats),
  command("role list", "", "all roles", keyFormats),
  command("role grant-permission", "<role> <read|write|readwrite> <key> [endkey]", "allow a range", keyFormats, [
    prefix,
    fromKey,
  ]),
  command("role revoke-permission", "<role> <key> [endkey]", "take a range back", keyFormats, [prefix, fromKey]),

  command("auth enable", "", "turn authentication on", plain),
  command("auth disable", "", "turn authentication off", plain),
  command("auth status", "", "whether authentication is on", plainOrJson),
  command("version", "", "the version of etcdctl, which here is the server's", plain),
];

/** Flags that every command has. */
export const globalFlags: readonly Flag[] = [
  { ...text("write-out", "how the answer is printed (-w)", allFormats), letter: "w" },
  flag("hex", "bytes and IDs in hex"),
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
  about: "ignored: the open connection decides",
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
