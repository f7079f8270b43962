import type { EtcdctlConnection } from "@etcd-explorer/shared/command/etcdctl/read/etcdctl-flags";

/** What could not be taken over from pasted etcdctl flags, and what to do instead; undefined: all of it was. */
export function describePasted({ endpoints, files, insecure }: EtcdctlConnection): string | undefined {
  const notes: string[] = [];
  if (endpoints.length > 1) {
    notes.push(
      `Only the first of ${endpoints.length} endpoints is used. To use all, start the explorer with --endpoints.`,
    );
  }
  if (files.length > 0) {
    const flags = files.map(({ flag, path }) => `--${flag} ${path}`).join(" ");
    notes.push(`The server reads certificate files: start the explorer with ${flags}.`);
  }
  if (insecure) notes.push("Certificates are always verified: --insecure-skip-tls-verify is ignored.");
  return notes.length === 0 ? undefined : notes.join(" ");
}
