import type { EtcdctlConnection } from "@etcd-explorer/shared/command/etcdctl/read/etcdctl-flags";

/** What could not be taken over from pasted etcdctl flags, and what to do instead; undefined: all of it was. */
export function describePasted({ endpoints, files, insecure }: EtcdctlConnection): string | undefined {
  const notes: string[] = [];
  if (endpoints.length > 1) {
    notes.push(
      `Of ${endpoints.length} endpoints the first is used here; started with --endpoints the explorer uses all.`,
    );
  }
  if (files.length > 0) {
    const flags = files.map(({ flag, path }) => `--${flag} ${path}`).join(" ");
    notes.push(`Certificate files are read by the server: start the explorer with ${flags}.`);
  }
  if (insecure) notes.push("Certificates are always verified here: --insecure-skip-tls-verify was left out.");
  return notes.length === 0 ? undefined : notes.join(" ");
}
