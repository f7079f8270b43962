/** The form of a connection of one's own: what was typed, what is wrong with it, and the connection that it means. */
import type { ConnectionColour } from "@etcd-explorer/shared/contract/schemas";
import {
  endpointsOf,
  formatConnectionRef,
  formatEndpoint,
  mostEndpoints,
  parseConnectionRef,
  type FreeRef,
  type HostPort,
} from "@etcd-explorer/shared/model/connection-ref";
import { formatHostPort } from "@etcd-explorer/shared/model/failure";
import { isMarked, refOf, type Marks, type SavedConnection } from "#/lib/saved-connection.ts";

export interface ConnectionForm {
  readonly name: string;
  /** As etcdctl takes them, with commas or blanks between them. */
  readonly endpoints: string;
  readonly user: string;
  readonly password: string;
  readonly colour: ConnectionColour | undefined;
  /** Undefined: nobody said, so name and colour are judged. */
  readonly production: boolean | undefined;
  readonly readOnly: boolean;
}

export type FormErrors = { readonly [Field in keyof ConnectionForm]?: string };

export const emptyForm: ConnectionForm = {
  name: "",
  endpoints: "",
  user: "",
  password: "",
  colour: undefined,
  production: undefined,
  readOnly: false,
};

/** The form filled in with a connection; the password is never filled in. */
export function fillForm(
  ref: FreeRef,
  { name = "", colour, production, readOnly = false }: Marks = {},
): ConnectionForm {
  const endpoints = endpointsOf(ref).map((endpoint) => formatEndpoint(endpoint, ref.tls));
  return { name, endpoints: endpoints.join(", "), user: ref.user, password: "", colour, production, readOnly };
}

type Place = Pick<FreeRef, "host" | "port" | "others" | "tls"> & { readonly user: string | undefined };

/** The endpoints that a text names, or one sentence on what is wrong with them. */
export function parseEndpoints(text: string): Place | { readonly problem: string } {
  const words = text.split(/[\s,]+/).filter((word) => word !== "");
  if (words.length === 0) return { problem: "Enter an endpoint, for example 127.0.0.1:2379" };
  if (words.length > mostEndpoints) return { problem: `Enter at most ${mostEndpoints} endpoints` };
  const places = new Map<string, HostPort>();
  const users = new Set<string>();
  const schemes = new Set<boolean>();
  for (const word of words) {
    const ref = parseEndpoint(word);
    if (ref === undefined) return { problem: `“${word}” is not an endpoint. Use HOST:PORT or https://HOST:PORT` };
    const shown = formatHostPort(ref.host, ref.port);
    if (places.has(shown.toLowerCase())) return { problem: `${shown} is listed twice` };
    places.set(shown.toLowerCase(), { host: ref.host, port: ref.port });
    schemes.add(ref.tls);
    if (ref.user !== "") users.add(ref.user);
  }
  if (schemes.size > 1) return { problem: "Use https:// for all endpoints or for none" };
  if (users.size > 1) return { problem: "Enter one user for all endpoints" };
  const [first = { host: "", port: 0 }, ...others] = places.values();
  const [tls = false] = schemes;
  return { ...first, ...(others.length > 0 && { others }), tls, user: [...users][0] };
}

/** One endpoint as people write it; an IPv6 address may stand without its brackets. */
function parseEndpoint(word: string): FreeRef | undefined {
  const [, scheme = "http://", user = "", address = ""] = /^(https?:\/\/)?([^@/]*@)?(.*)$/i.exec(word) ?? [];
  const bracketed = /^[0-9a-f:.%]*:[0-9a-f:.%]*:[0-9a-z:.%-]*$/i.test(address) ? `[${address}]` : address;
  const ref = parseConnectionRef(`${scheme}${user}${bracketed}`);
  return ref?.kind === "free" && /^[A-Za-z0-9._:%-]+$/.test(ref.host) ? ref : undefined;
}

/** The connection that the form means, or what to mend first. Of those that are `saved`, `chosen` is the one it changes. */
export function readForm(
  form: ConnectionForm,
  saved: readonly SavedConnection[] = [],
  chosen?: string,
): { readonly ref: FreeRef; readonly saved: SavedConnection } | { readonly errors: FormErrors } {
  const place = parseEndpoints(form.endpoints);
  const errors: { -readonly [Field in keyof FormErrors]: FormErrors[Field] } = signInErrors(form);
  const name = form.name.trim();
  const others = saved.filter(({ id }) => id !== chosen);
  if (name !== "" && others.some((other) => other.name?.toLowerCase() === name.toLowerCase()))
    errors.name = "Another connection has this name";
  if ("problem" in place) return { errors: { ...errors, endpoints: place.problem } };
  const ref: FreeRef = { kind: "free", ...place, user: form.user === "" ? (place.user ?? "") : form.user };
  const id = formatConnectionRef(ref);
  const { colour, production, readOnly } = form;
  const marks = { name: name === "" ? undefined : name, colour, production, readOnly: readOnly || undefined };
  const same = others.find((other) => other.id === id);
  if (same !== undefined && isMarked(same) && isMarked(marks))
    errors.endpoints = `Already saved as “${same.name ?? same.id}”. Change the endpoints or the user`;
  return Object.keys(errors).length > 0 ? { errors } : { ref, saved: { id, ...marks } };
}

/** What is wrong with whom one signs in as; nothing where all is well. */
export function signInErrors({ user, password }: Pick<ConnectionForm, "user" | "password">): FormErrors {
  return user === "" && password !== "" ? { user: "Enter a user for this password" } : {};
}

/** The form of a connection by its ID: of one that is kept, with its marks. */
export function formFor(id: string | undefined, saved: readonly SavedConnection[]): ConnectionForm {
  const ref = id === undefined ? undefined : refOf({ id });
  return ref === undefined
    ? emptyForm
    : fillForm(
        ref,
        saved.find((each) => each.id === id),
      );
}
