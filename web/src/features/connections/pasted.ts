import type { EtcdctlConnection } from "@etcd-explorer/shared/command/etcdctl/read/etcdctl-flags";
import { emptyForm, type ConnectionForm } from "./connection-form-model.ts";
import { formatEndpoint } from "@etcd-explorer/shared/model/connection-ref";

/** What could not be taken over from pasted etcdctl flags, and what to do instead; undefined: all of it was. */
export function describePasted({ files, insecure }: EtcdctlConnection): string | undefined {
  const notes: string[] = [];
  if (files.length > 0) {
    const flags = files.map(({ flag, path }) => `--${flag} ${path}`).join(" ");
    notes.push(`The server reads certificate files: start the explorer with ${flags}.`);
  }
  if (insecure) notes.push("Certificates are always verified: --insecure-skip-tls-verify is ignored.");
  return notes.length === 0 ? undefined : notes.join(" ");
}

/** The form filled in with pasted flags: every endpoint, whoever signs in, and the password, which stays in the form. */
export function fillPasted({ endpoints, user, password }: EtcdctlConnection): ConnectionForm {
  const texts = endpoints.map((endpoint) => formatEndpoint(endpoint, endpoint.tls));
  return { ...emptyForm, endpoints: texts.join(", "), user, password };
}
