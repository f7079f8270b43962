/** The export of differences as a job: a line each, with the values of both sides read on the way where they are wanted. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { encodeUtf8, type Value } from "@etcd-explorer/shared/model/bytes";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { factsOn, type Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import { keysPerRead, readKeys } from "@etcd-explorer/shared/read/scan/read-keys";
import { formatDifferenceLine } from "@etcd-explorer/shared/write/transfer/difference-line";
import { notifyEnd } from "#/components/job-notice.ts";
import { formatCount } from "#/lib/format.ts";
import { openSink, type FileSink } from "#/lib/files/file-sink.ts";
import { JobKind, type Job } from "#/lib/jobs/job.ts";
import { download, pickFile } from "#/lib/files/save-picker.ts";
import { jobs } from "#/stores/jobs/jobs.ts";

export interface ExportOrder {
  readonly differences: readonly Difference[];
  /** Reads each side as of its pinned revision; undefined: no values are told. */
  readonly calls: OfSides<TxnCall> | undefined;
}

export interface ExportReport {
  readonly sizeBytes: number;
  readonly lines: number;
}

export const compareExportJobs: JobKind<ExportReport> = new JobKind("compare-export");

/** Lines that are written at once where no values are read. */
const linesPerWrite = 1000;

/**
 * Writes the differences, in their order, into `sink`. `onLines` hears how many were written so far, and their bytes.
 * Fails as the reads do, or as aborted.
 */
export async function writeDifferences(
  { differences, calls }: ExportOrder,
  sink: Pick<FileSink, "write">,
  onLines: (lines: number, sizeBytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const step = calls === undefined ? linesPerWrite : keysPerRead;
  let sizeBytes = 0;
  for (let from = 0; from < differences.length; from += step) {
    signal.throwIfAborted();
    const batch = differences.slice(from, from + step);
    const values = calls && {
      left: await valuesOn("left", batch, calls.left, signal),
      right: await valuesOn("right", batch, calls.right, signal),
    };
    const text = batch
      .map((difference, at) =>
        formatDifferenceLine(difference, values && { left: values.left[at], right: values.right[at] }),
      )
      .join("");
    const bytes = encodeUtf8(text);
    sizeBytes += bytes.length;
    await sink.write(bytes);
    onLines(from + batch.length, sizeBytes);
  }
}

/** The values on one side, in the order of the differences. */
async function valuesOn(
  side: SideName,
  batch: readonly Difference[],
  call: TxnCall,
  signal: AbortSignal,
): Promise<readonly (Value | undefined)[]> {
  const keys = batch.flatMap((difference) => factsOn(difference, side)?.key ?? []);
  if (keys.length === 0) return [];
  const { kvs } = await readKeys(call, keys, signal);
  let next = 0;
  return batch.map((difference) => (factsOn(difference, side) === undefined ? undefined : kvs[next++]?.value));
}

/** Asks where the file goes, and begins to write it; undefined: the person left that dialog. */
export async function startDifferenceExport(
  connectionId: string,
  order: ExportOrder,
  search: Readonly<Record<string, string>>,
): Promise<Job<ExportReport> | undefined> {
  const name = "differences.jsonl";
  const file = await pickFile(name);
  if (file === "left") return undefined;
  const total = order.differences.length;
  return jobs.start<ExportReport>({
    kind: compareExportJobs,
    connectionId,
    title: "Exporting",
    what: countOf(total),
    screen: "compare",
    search,
    report: { sizeBytes: 0, lines: 0 },
    run: async ({ signal, tell }) => {
      const sink = await openSink(file);
      try {
        const onLines = (lines: number, sizeBytes: number) =>
          tell({ report: { lines, sizeBytes }, progress: { done: lines, total } });
        await writeDifferences(order, sink, onLines, signal);
        const blob = await sink.close();
        if (blob !== undefined) download(blob, name);
        return { kind: "done" };
      } catch (error) {
        await sink.abort();
        if (signal.aborted) return { kind: "dropped" };
        throw error;
      }
    },
    onEnd: (job) => {
      notifyEnd(job, describeEnd(job), job.state === "done" ? "ok" : "bad");
      return undefined;
    },
  });
}

const countOf = (lines: number): string => formatCount(formatGrouped(lines), "difference", "differences");

function describeEnd({ failure, report: { lines, sizeBytes } }: Job<ExportReport>): string {
  if (failure === undefined) return `Exported ${countOf(lines)}, ${formatBytes(sizeBytes)}`;
  return `Export failed, no file was saved. ${describeFailure(failure)}.`;
}
