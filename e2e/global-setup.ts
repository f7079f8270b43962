import { ensureBuilt } from "@etcd-explorer/scripts/build/build-app";
import { chromium, obtainBrowser } from "@etcd-explorer/scripts/browser";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";

/** Once before all journeys: what every worker process then finds ready. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes the setup from there and nowhere else
export default async function prepare(): Promise<void> {
  await obtainBrowser(chromium);
  await obtainEtcdVersion(journeyVersion);
  await ensureBuilt();
}
