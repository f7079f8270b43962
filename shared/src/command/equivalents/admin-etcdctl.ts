/** Requests on the cluster as etcdctl commands. Source: etcd etcdctl/ctlv3/command. */
import type { AdminRequest, AuthRequest } from "../../model/admin-request.ts";
import { allows, shapeOf, type Permission } from "../../model/auth.ts";
import { formatIdHex } from "../../model/int64.ts";
import type { KeyRange } from "../../model/range.ts";
import { etcdctlProgram } from "./etcdctl.ts";
import { fitsWord, quoteSh } from "../shell/sh-quote.ts";
import type { Equivalent, EquivalentTarget } from "./target.ts";
import { decodeUtf8 } from "../../model/bytes.ts";

interface Words {
  /** The command, its arguments that are no names, and flags. */
  readonly words: readonly string[];
  /** Names and keys, which may look like flags; they stand behind `words`. */
  readonly names?: readonly string[];
  /** Flags that people expect behind the names. */
  readonly flags?: readonly string[];
  readonly notes?: readonly string[];
}
type Command = Words | { readonly unavailable: string };

/** The etcdctl command with the same effect. A password is asked for by etcdctl itself: it stands in no command. */
export function formatAdminEtcdctl(request: AdminRequest, target: EquivalentTarget): Equivalent {
  const command = commandOf(request);
  if ("unavailable" in command) return command;
  const words = orderWords(command);
  // A program's arguments end at a zero byte.
  if (words.some((word) => word.includes("\0"))) return { unavailable: "A command line cannot contain a zero byte." };
  const program = etcdctlProgram(target);
  return {
    text: [program.command, ...words.map(quoteSh)].join(" "),
    notes: [...program.notes, ...(command.notes ?? [])],
  };
}

/** Where a name begins with a dash, `--` ends the flags before it: else etcdctl takes it for one. */
function orderWords({ words, names = [], flags = [] }: Words): readonly string[] {
  const dashed = names.some((name) => name.startsWith("-"));
  return dashed ? [...words, ...flags, "--", ...names] : [...words, ...names, ...flags];
}

function isAuthRequest(request: AdminRequest): request is AuthRequest {
  return /^(?:auth|user|role)/.test(request.kind);
}

function commandOf(request: AdminRequest): Command {
  if (isAuthRequest(request)) return authCommandOf(request);
  switch (request.kind) {
    case "status":
      return { words: ["endpoint", "status", "-w", "table"] };
    case "alarm-list":
      return { words: ["alarm", "list"] };
    case "alarm-disarm":
      return { words: ["alarm", "disarm"], notes: ["etcdctl disarms all alarms of all members."] };
    case "defragment":
      return { words: ["defrag"] };
    case "hash-kv":
      return { words: ["endpoint", "hashkv", `--rev=${request.revision}`] };
    case "move-leader":
      return { words: ["move-leader", formatIdHex(request.targetId)], notes: ["Send it to the leader's endpoint."] };
    case "downgrade": {
      const action = request.action.toLowerCase();
      const words = action === "cancel" ? ["downgrade", action] : ["downgrade", action, request.version];
      return { words, notes: ["Requires etcdctl 3.6 or later."] };
    }
    case "compact":
      return { words: ["compaction", request.revision, ...(request.physical ? ["--physical"] : [])] };
    case "member-list":
      return { words: ["member", "list", "-w", "table"] };
    case "member-add":
      return {
        words: [
          "member",
          "add",
          request.name ?? "NAME",
          `--peer-urls=${request.peerUrls.join(",")}`,
          ...(request.isLearner ? ["--learner"] : []),
        ],
        ...(request.name === undefined && {
          notes: ["Replace NAME with the new member's name. etcdctl only prints it."],
        }),
      };
    case "member-promote":
      return { words: ["member", "promote", formatIdHex(request.memberId)] };
    case "member-update":
      return {
        words: ["member", "update", formatIdHex(request.memberId), `--peer-urls=${request.peerUrls.join(",")}`],
      };
    case "member-remove":
      return { words: ["member", "remove", formatIdHex(request.memberId)] };
    default:
      return request satisfies never;
  }
}

function authCommandOf(request: AuthRequest): Command {
  switch (request.kind) {
    case "auth-enable":
    case "auth-disable":
    case "auth-status":
      return { words: ["auth", request.kind.slice("auth-".length)] };
    case "authenticate":
      return { unavailable: "etcdctl signs in automatically with --user." };
    case "user-list":
    case "role-list":
      return { words: [request.kind.slice(0, 4), "list"] };
    case "user-get":
    case "user-delete":
      return { words: ["user", request.kind.slice("user-".length)], names: [request.user] };
    case "user-add":
      if (request.password === undefined) {
        return { words: ["user", "add"], names: [request.user], flags: ["--no-password"] };
      }
      if (request.user.includes(":")) {
        return { unavailable: "etcdctl reads the part of a user name after a colon as the password." };
      }
      return { words: ["user", "add"], names: [request.user], notes: [asksForPassword] };
    case "user-password":
      return { words: ["user", "passwd"], names: [request.user], notes: [asksForPassword] };
    case "user-grant":
      return { words: ["user", "grant-role"], names: [request.user, request.role] };
    case "user-revoke":
      return { words: ["user", "revoke-role"], names: [request.user, request.role] };
    case "role-get":
    case "role-add":
    case "role-delete":
      return { words: ["role", request.kind.slice("role-".length)], names: [request.role] };
    case "role-grant": {
      const range = rangeWords(request.permission);
      if (range === undefined) return { unavailable: binaryKey };
      const [type, { keys, flags }] = [wordOf(request.permission), range];
      return { words: ["role", "grant-permission"], names: [request.role, type, ...keys], flags };
    }
    case "role-revoke": {
      const range = rangeWords(request.range);
      return range === undefined
        ? { unavailable: binaryKey }
        : { words: ["role", "revoke-permission"], names: [request.role, ...range.keys], flags: range.flags };
    }
    default:
      return request satisfies never;
  }
}

const asksForPassword = "etcdctl prompts for the new password.";
const binaryKey = "etcdctl takes keys only as arguments, and this key is not text.";

function wordOf({ type }: Permission): string {
  return allows(type, "read") && allows(type, "write") ? "readwrite" : type.toLowerCase();
}

/** Undefined where the keys cannot stand in a command line. */
function rangeWords(
  range: KeyRange,
): { readonly keys: readonly string[]; readonly flags: readonly string[] } | undefined {
  const shape = shapeOf(range);
  if (shape === "every-key") return { keys: [""], flags: ["--from-key"] };
  const key = textOf(range.key);
  if (key === undefined) return undefined;
  if (shape === "key") return { keys: [key], flags: [] };
  if (shape === "prefix") return { keys: [key], flags: ["--prefix"] };
  if (shape === "from-key") return { keys: [key], flags: ["--from-key"] };
  const end = range.rangeEnd === undefined ? undefined : textOf(range.rangeEnd);
  return end === undefined ? undefined : { keys: [key, end], flags: [] };
}

function textOf(bytes: Uint8Array): string | undefined {
  return fitsWord(bytes) ? decodeUtf8(bytes) : undefined;
}
