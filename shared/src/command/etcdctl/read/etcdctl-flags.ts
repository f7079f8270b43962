/**
 * Text that a person pastes, an etcdctl command line or `ETCDCTL_*` variables, to a connection.
 * Source: etcd etcdctl/ctlv3/ctl.go (global flags); a variable is ETCDCTL_ and the flag in upper case with underscores.
 */
import { parseConnectionRef, type ConnectionRef } from "../../../model/connection-ref.ts";
import { splitShellWords } from "../../shell/shell-words.ts";

export interface EtcdctlConnection {
  /** In their order, at least one. */
  readonly endpoints: readonly (ConnectionRef & { readonly kind: "free" })[];
  readonly user: string;
  /** A secret. */
  readonly password: string;
  /** Paths of certificate files, which only the server can read: flag and path. */
  readonly files: readonly { readonly flag: "cacert" | "cert" | "key"; readonly path: string }[];
  /** Verification was switched off, which the explorer never does. */
  readonly insecure: boolean;
}

const valueFlags = ["endpoints", "user", "password", "cacert", "cert", "key"] as const;
type ValueFlag = (typeof valueFlags)[number];

function valueFlagNamed(name: string): ValueFlag | undefined {
  return valueFlags.find((flag) => flag === name);
}

/** Reads the text; where it holds no connection, one sentence that says what is missing or wrong. */
export function parseEtcdctlText(text: string): EtcdctlConnection | { readonly problem: string } {
  const words = splitShellWords(text.replaceAll(/\r\n?/g, "\n"));
  if (words === undefined) return { problem: "Unterminated quote." };
  const found = readWords(words);
  const [user = "", ...rest] = (found.values.get("user") ?? "").split(":");
  const endpoints = (found.values.get("endpoints") ?? "").split(",").filter((part) => part.trim() !== "");
  if (endpoints.length === 0) return { problem: "No --endpoints or ETCDCTL_ENDPOINTS found." };
  const files = (["cacert", "cert", "key"] as const).flatMap((flag) => {
    const path = found.values.get(flag);
    return path === undefined || path === "" ? [] : [{ flag, path }];
  });
  const refs: (ConnectionRef & { kind: "free" })[] = [];
  for (const endpoint of endpoints) {
    const ref = parseConnectionRef(withPort(endpoint.trim()));
    if (ref?.kind !== "free")
      return { problem: `Invalid endpoint “${endpoint.trim()}”. Use http://HOST:PORT or https://HOST:PORT.` };
    // etcdctl takes a certificate file for the wish for TLS even where the address has no scheme.
    refs.push({ ...ref, user, tls: ref.tls || (files.length > 0 && !/^http:/i.test(endpoint.trim())) });
  }
  return {
    endpoints: refs,
    user,
    password: found.values.get("password") ?? rest.join(":"),
    files,
    insecure: found.insecure,
  };
}

/** A bare host would be the name of a configured connection: with etcd's port it is an address. */
function withPort(endpoint: string): string {
  return /^[\w.-]+$/.test(endpoint) ? `${endpoint}:2379` : endpoint;
}

/** Flags as `--flag value` or `--flag=value`, variables as `NAME=value`; what comes later wins, as in a shell. */
function readWords(words: readonly string[]): { values: Map<ValueFlag, string>; insecure: boolean } {
  const values = new Map<ValueFlag, string>();
  let insecure = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    const variable = /^ETCDCTL_([A-Z_]+)=(.*)$/s.exec(word);
    const option = /^--?([a-z-]+)(?:=(.*))?$/s.exec(word);
    const name = variable?.[1]?.toLowerCase().replaceAll("_", "-") ?? option?.[1] ?? "";
    const flag = valueFlagNamed(name);
    let value = variable?.[2] ?? option?.[2];
    if (flag !== undefined) {
      if (value === undefined) value = words[++at];
      if (value !== undefined) values.set(flag, value);
    } else if (name === "insecure-skip-tls-verify") insecure = value === undefined || value === "true";
  }
  return { values, insecure };
}
