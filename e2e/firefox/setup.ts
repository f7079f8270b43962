import { firefox, obtainBrowser } from "@etcd-explorer/scripts/browser";
import { ensureBuilt } from "@etcd-explorer/scripts/build/build-app";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";

/** Once before the journey: what it then finds ready. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes the setup from there and nowhere else
export default async function prepare(): Promise<void> {
  await obtainBrowser(firefox);
  await obtainEtcdVersion(journeyVersion);
  await ensureBuilt();
}
