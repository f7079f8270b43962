/** Which paths of etcd may be called. */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { splitPath } from "#/model/operations.ts";

// Exactly the characters of etcd's paths: with no dot, percent sign, question mark or space there is no `..`, no
// encoding, no query and no line break to hide behind, and nothing has to be stripped.
const shape = /^(?:\/[A-Za-z0-9_-]+)+$/;

/** The path, with a leading slash added where it lacks one. Fails with `invalid` for what is no path of the gateway. */
export function parseEtcdPath(text: string): string {
  const path = text.startsWith("/") ? text : `/${text}`;
  if (!shape.test(path)) {
    throw refuse("must be a plain path: letters, digits, - and _ between single slashes, without query or encoding");
  }
  if (splitPath(path) === undefined) throw refuse("must start with /v3/, /v3beta/ or /v3alpha/");
  return path;
}

/** What etcd answers to GET, outside its gateway. Source: etcd server/etcdserver/api/etcdhttp. */
const plainPaths: ReadonlySet<string> = new Set(["/metrics", "/version", "/health", "/livez", "/readyz"]);

/** The path of a GET, with a leading slash added where it lacks one. Fails with `invalid` for any but those known. */
export function parsePlainPath(text: string): string {
  const path = text.startsWith("/") ? text : `/${text}`;
  if (!plainPaths.has(path)) throw refuse(`must be one of ${[...plainPaths].join(", ")} where method is GET`);
  return path;
}

function refuse(message: string): FailureError {
  return new FailureError({ kind: "invalid", field: "path", message });
}
