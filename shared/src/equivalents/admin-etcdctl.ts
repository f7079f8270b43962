/** Requests on the cluster as etcdctl commands. Source: etcd etcdctl/ctlv3/command. */
import type { AdminRequest, AuthRequest } from "../admin-request.ts";
import { allows, shapeOf, type Permission } from "../auth.ts";
import { formatIdHex } from "../int64.ts";
import type { KeyRange } from "../range.ts";
import { etcdctlProgram } from "./etcdctl.ts";
import { fitsWord, quoteSh } from "./sh-quote.ts";
import type { Equivalent, EquivalentTarget } from "./target.ts";
import { decodeUtf8 } from "../bytes.ts";

interface Words {
  readonly words: readonly string[];
  readonly notes?: readonly string[];
}
type Command = Words | { readonly unavailable: string };

/** The etcdctl command with the same effect. A password is asked for by etcdctl itself: it stands in no command. */
export function formatAdminEtcdctl(request: AdminRequest, target: EquivalentTarget): Equivalent {
  const command = commandOf(request);
  if ("unavailable" in command) return command;
  const program = etcdctlProgram(target);
  return {
    text: [program.command, ...command.words.map(quoteSh)].join(" "),
    notes: [...program.notes, ...(command.notes ?? [])],
  };
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
      return { words: ["alarm", "disarm"], notes: ["etcdctl disarms every alarm of every member."] };
    case "defragment":
      return { words: ["defrag"] };
    case "hash-kv":
      return { words: ["endpoint", "hashkv", `--rev=${request.revision}`] };
    case "move-leader":
      return { words: ["move-leader", formatIdHex(request.targetId)], notes: ["It must go to the leader's endpoint."] };
    case "downgrade": {
      const action = request.action.toLowerCase();
      const words = action === "cancel" ? ["downgrade", action] : ["downgrade", action, request.version];
      return { words, notes: ["etcdctl has it from 3.6 on."] };
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
          "NAME",
          `--peer-urls=${request.peerUrls.join(",")}`,
          ...(request.isLearner ? ["--learner"] : []),
        ],
        notes: ["Put the new member's name in the place of NAME: etcdctl prints it back, etcd does not keep it."],
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
      return { unavailable: "etcdctl signs in by itself, with --user." };
    case "user-list":
    case "role-list":
      return { words: [request.kind.slice(0, 4), "list"] };
    case "user-get":
    case "user-delete":
      return { words: ["user", request.kind.slice("user-".length), request.user] };
    case "user-add":
      return request.password === undefined
        ? { words: ["user", "add", request.user, "--no-password"] }
        : { words: ["user", "add", request.user], notes: [asksForPassword] };
    case "user-password":
      return { words: ["user", "passwd", request.user], notes: [asksForPassword] };
    case "user-grant":
      return { words: ["user", "grant-role", request.user, request.role] };
    case "user-revoke":
      return { words: ["user", "revoke-role", request.user, request.role] };
    case "role-get":
    case "role-add":
    case "role-delete":
      return { words: ["role", request.kind.slice("role-".length), request.role] };
    case "role-grant": {
      const range = rangeWords(request.permission);
      if (range === undefined) return { unavailable: binaryKey };
      return { words: ["role", "grant-permission", request.role, wordOf(request.permission), ...range] };
    }
    case "role-revoke": {
      const range = rangeWords(request.range);
      return range === undefined
        ? { unavailable: binaryKey }
        : { words: ["role", "revoke-permission", request.role, ...range] };
    }
    default:
      return request satisfies never;
  }
}

const asksForPassword = "It asks for the new password.";
const binaryKey = "etcdctl takes keys as arguments only, and this one is no text.";

function wordOf({ type }: Permission): string {
  return allows(type, "read") && allows(type, "write") ? "readwrite" : type.toLowerCase();
}

/** Undefined where the keys cannot stand in a command line. */
function rangeWords(range: KeyRange): readonly string[] | undefined {
  const shape = shapeOf(range);
  if (shape === "every-key") return ["", "--from-key"];
  const key = textOf(range.key);
  if (key === undefined) return undefined;
  if (shape === "key") return [key];
  if (shape === "prefix") return [key, "--prefix"];
  if (shape === "from-key") return [key, "--from-key"];
  const end = range.rangeEnd === undefined ? undefined : textOf(range.rangeEnd);
  return end === undefined ? undefined : [key, end];
}

function textOf(bytes: Uint8Array): string | undefined {
  return fitsWord(bytes) ? decodeUtf8(bytes) : undefined;
}
