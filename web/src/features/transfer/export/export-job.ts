/** Exports as jobs: the file is written on while another screen is open. The job owns the Web Worker and ends it. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import type { At } from "@etcd-explorer/shared/model/at";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyRange } from "@etcd-explorer/shared/model/range";
import type { ExportFormat } from "@etcd-explorer/shared/write/transfer/export-run";
import type { Connection } from "#/api/connection/connection.ts";
import { notifyEnd } from "#/components/job-notice.ts";
import type { ExportMessage, ExportStart } from "#/features/transfer/transfer-messages.ts";
import { formatKeyCount, formatSecretCount } from "#/lib/format.ts";
import type { JobOutcome } from "#/lib/jobs/job-board.ts";
import { JobKind, type Job } from "#/lib/jobs/job.ts";
import { runWorker, type JobWorker } from "#/lib/jobs/run-worker.ts";
import { jobs } from "#/stores/jobs/jobs.ts";
import { noteRequest } from "#/stores/request-log.ts";
import { exportName } from "./export-model.ts";
import { download, pickFile } from "#/lib/files/save-picker.ts";

export interface ExportWanted {
  readonly ranges: readonly KeyRange[];
  /** What the file is named for. */
  readonly named: Key;
  readonly format: ExportFormat;
  /** Of which keyspace. */
  readonly at: At;
}

export interface ExportReport {
  /** Of the file so far. */
  readonly sizeBytes: number;
  /** How many it holds, once it is whole. */
  readonly keys: number | undefined;
  /** Secrets of Kubernetes whose data it holds. */
  readonly secrets?: number;
  /** Exports the same again. */
  readonly again: () => Promise<void>;
}

export const exportJobs: JobKind<ExportReport> = new JobKind("export");

type Exporter = Pick<Connection, "id" | "target">;

const openWorker = (): JobWorker =>
  new Worker(new URL("./export-worker.ts", import.meta.url), { type: "module", name: "export" });

/** Asks where the file goes, and begins to write it; undefined: the person left that dialog. */
export async function startExport(
  { id, target }: Exporter,
  wanted: ExportWanted,
  browser: { readonly open: () => JobWorker; readonly save: typeof download } = { open: openWorker, save: download },
): Promise<Job<ExportReport> | undefined> {
  const { ranges, named, format, at } = wanted;
  const name = exportName(named, format === "etcdctl" ? "json" : "jsonl", at);
  const file = await pickFile(name);
  if (file === "left") return undefined;
  const again = async () => void (await startExport({ id, target }, wanted, browser));
  const order: ExportStart = { connection: { id, target, at }, ranges, format, file };
  return jobs.start<ExportReport>({
    kind: exportJobs,
    connectionId: id,
    title: "Exporting",
    what: named.length === 0 ? "all keys" : formatKey(named),
    report: { sizeBytes: 0, keys: undefined, again },
    run: async ({ signal, tell }) => {
      const hear = (message: ExportMessage): JobOutcome | undefined => {
        switch (message.kind) {
          case "request":
            noteRequest(message.entry);
            return undefined;
          case "progress":
            tell({ progress: message.progress, report: { sizeBytes: message.sizeBytes, keys: undefined, again } });
            return undefined;
          case "failed":
            return { kind: "failed", failure: message.failure };
          case "done":
            if (message.blob !== undefined) browser.save(message.blob, name);
            tell({ report: { sizeBytes: message.sizeBytes, keys: message.keys, secrets: message.secrets, again } });
            return { kind: "done" };
          default:
            return message satisfies never;
        }
      };
      // A file that is given up leaves nothing behind: what was on the disk before stays.
      const stopped = { kind: "dropped" } as const;
      const broken = "The export worker failed";
      return await runWorker<ExportMessage>({ worker: browser.open(), order, signal, stopped, broken, hear });
    },
    onEnd: (job) => {
      notifyEnd(job, describeEnd(job), job.state === "done" ? "ok" : "bad");
      return undefined;
    },
  });
}

/** How an export ended: `Exported 3 keys, 120 B`. */
export function describeEnd({ report: { keys, secrets = 0, sizeBytes }, failure }: Job<ExportReport>): string {
  if (keys !== undefined) {
    const told = `Exported ${formatKeyCount(keys)}, ${formatBytes(sizeBytes)}`;
    return secrets === 0 ? told : `${told}, with the data of ${formatSecretCount(secrets)}`;
  }
  return `Export failed, no file was saved.${failure === undefined ? "" : ` ${describeFailure(failure)}.`}`;
}
