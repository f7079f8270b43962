import { ensureBuilt } from "@etcd-explorer/scripts/build/build-app";
import { obtainChromium } from "@etcd-explorer/scripts/chromium";
import { journeyVersion, obtainEtcdVersion } from "@etcd-explorer/scripts/etcd/obtain-etcds";

/** Once before all journeys: what every worker process then finds ready. */
// oxlint-disable-next-line import/no-default-export -- Playwright takes the setup from there and nowhere else
export default async function prepare(): Promise<void> {
  await obtainChromium();
  await obtainEtcdVersion(journeyVersion);
  await ensureBuilt();
}
