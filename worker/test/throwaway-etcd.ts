/** An etcd that a test may do anything to. */
import { obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";
import { startEtcd, type RunningEtcd } from "@etcd-explorer/scripts/etcd/start-etcd";

/** Lends a fresh etcd of that version; it is ended afterwards, and its data removed. */
export async function withThrowawayEtcd<T>(version: string, use: (etcd: RunningEtcd) => Promise<T>): Promise<T> {
  const { etcd: binary } = await obtainEtcdVersion(version);
  const etcd = await startEtcd({ binary });
  try {
    return await use(etcd);
  } finally {
    await etcd.stop();
  }
}
