/** The throwaway etcd with sample data. */
import { EtcdUnobtainable, obtainEtcd } from "../etcd/obtain-etcd.ts";
import { startEtcd, type RunningEtcd } from "../etcd/start-etcd.ts";
import type { Teardown } from "../process/teardown.ts";
import { loadSample } from "../sample/load-sample.ts";
import type { SampleData } from "../sample/sample-key.ts";
import type { Connection } from "../serve/connection.ts";

export interface SampleEtcd {
  etcd: RunningEtcd;
  connection: Connection;
}

export interface SampleOptions {
  teardown: Teardown;
  signal: AbortSignal;
  /** Tells the person what is going on or went wrong, in one line. */
  tell: (line: string) => void;
  /** Finds an etcd; from this machine or Debian by default. */
  obtain?: typeof obtainEtcd;
}

async function makeSample(): Promise<SampleData> {
  const { sampleData } = await import("../sample/sample-data.ts");
  return sampleData();
}

/**
 * Obtains, starts and fills an etcd. Undefined, after a warning, where none can be had: the app then opens its
 * connection screen, which is of use with any etcd that the person can reach.
 */
export async function startSampleEtcd(options: SampleOptions): Promise<SampleEtcd | undefined> {
  const { teardown, signal, tell, obtain = obtainEtcd } = options;
  try {
    const binary = await obtain({ signal, onDownload: () => tell("Getting etcd from Debian's package…") });
    const started = async () => {
      const running = await startEtcd({ binary });
      teardown.add(running.stop);
      return running;
    };
    // The sample is made while etcd starts: that takes longer.
    const [etcd, sample] = await Promise.all([started(), makeSample()]);
    await loadSample(etcd.endpoint, sample);
    const connection = {
      name: "sample",
      label: "Sample data",
      sample: true,
      readOnly: false,
      endpoints: [etcd.endpoint],
    };
    return { etcd, connection };
  } catch (error) {
    if (!(error instanceof EtcdUnobtainable) || signal.aborted) throw error;
    tell(error.message);
    return undefined;
  }
}
