/** A real etcd that speaks TLS, with a certificate of the test fixtures; nobody's browser trusts its authority. */
import { join } from "node:path";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd, type RunningEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";
import { projectRoot } from "@etcd-explorer/scripts/paths";

const launcher = join(projectRoot, "scripts", "fixtures", "tls");
const probe = join(projectRoot, "worker", "fixtures", "tls");

const certificates = {
  "unknown authority": [join(launcher, "server.pem"), join(launcher, "test.key")],
  "another name": [join(launcher, "internal.pem"), join(launcher, "test.key")],
  expired: [join(probe, "expired.pem"), join(probe, "ec.key")],
} as const;

/** Lends an etcd with that certificate; it is ended and its data removed afterwards. */
export async function withTlsEtcd(
  kind: keyof typeof certificates,
  use: (etcd: RunningEtcd) => Promise<void>,
): Promise<void> {
  const { etcd: binary } = await obtainEtcdVersion(journeyVersion);
  const [certificate, key] = certificates[kind];
  const etcd = await startEtcd({
    binary,
    tls: { certificate, key, clientAuthority: join(launcher, "authority.pem") },
  });
  try {
    await use(etcd);
  } finally {
    await etcd.stop();
  }
}
