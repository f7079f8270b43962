/** The form of a free connection: what was typed, what is wrong with it, and the connection that it means. */
import { defaultPort, parseConnectionRef, type ConnectionRef } from "@etcd-explorer/shared/model/connection-ref";

export interface ConnectionForm {
  readonly host: string;
  readonly port: string;
  readonly tls: boolean;
  readonly user: string;
  readonly password: string;
}

export type FormErrors = { readonly [Field in keyof ConnectionForm]?: string };

export type FreeRef = ConnectionRef & { readonly kind: "free" };

export const emptyForm: ConnectionForm = { host: "", port: String(defaultPort), tls: false, user: "", password: "" };

/** The form filled in with a connection; the password is never filled in. */
export function fillForm(ref: FreeRef): ConnectionForm {
  return { host: ref.host, port: String(ref.port), tls: ref.tls, user: ref.user, password: "" };
}

/**
 * Takes a pasted address apart: `https://root@etcd:2379` in the host field fills in the others.
 * Undefined where the text is a plain host, which stays as it was typed.
 */
export function splitAddress(text: string): Partial<ConnectionForm> | undefined {
  if (!/[:@/]/.test(text) || /^[^[]*:[^:]*:/.test(text.replace(/^https?:\/\//i, ""))) return undefined;
  const ref = parseConnectionRef(text);
  if (ref?.kind !== "free") return undefined;
  return { host: ref.host, port: String(ref.port), tls: ref.tls, ...(ref.user === "" ? {} : { user: ref.user }) };
}

/** The connection that the form means, or what to mend first. */
export function readForm(form: ConnectionForm): { readonly ref: FreeRef } | { readonly errors: FormErrors } {
  const host = form.host.trim().replace(/^\[(.*)\]$/, "$1");
  const port = Number(form.port);
  const errors: { -readonly [Field in keyof FormErrors]: FormErrors[Field] } = {};
  if (host === "") errors.host = "Enter a host, for example 127.0.0.1";
  else if (!/^[A-Za-z0-9._:%-]+$/.test(host)) errors.host = "Enter only a host name or IP address";
  if (!/^\d+$/.test(form.port) || port < 1 || port > 65_535) errors.port = "Enter a port from 1 to 65535";
  Object.assign(errors, signInErrors(form));
  if (Object.keys(errors).length > 0) return { errors };
  return { ref: { kind: "free", host, port, tls: form.tls, user: form.user } };
}

/** What is wrong with whom one signs in as; nothing where all is well. */
export function signInErrors({ user, password }: ConnectionForm): FormErrors {
  return user === "" && password !== "" ? { user: "Enter a user for this password" } : {};
}
