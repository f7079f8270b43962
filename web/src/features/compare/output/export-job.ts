/** The export of differences as a job: a line each, with the values of both sides read on the way where they are wanted. */
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { describeFailure } from "@etcd-explorer/shared/model/failure";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { factsOn, type Difference } from "@etcd-explorer/shared/read/compare/difference";
import type { OfSides, SideName } from "@etcd-explorer/shared/read/compare/side";
import type { TxnCall } from "@etcd-explorer/shared/read/ranges/txn-call";
import { FittingCount, readFitting, readItems, type ItemsRead } from "@etcd-explorer/shared/read/scan/read-fitting";
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
  const count = new FittingCount();
  let sizeBytes = 0;
  for (let from = 0; from < differences.length;) {
    signal.throwIfAborted();
    const wanted = differences.slice(from, from + (calls === undefined ? linesPerWrite : count.next));
    const [left, right] = await Promise.all([
      calls && valuesOn("left", wanted, calls.left, signal),
      calls && valuesOn("right", wanted, calls.right, signal),
    ]);
    // What is large on one side comes in smaller pieces on both.
    const batch = wanted.slice(0, Math.min(left?.read ?? wanted.length, right?.read ?? wanted.length));
    const text = batch
      .map((difference) => {
        const values = { left: left?.found.get(difference)?.value, right: right?.found.get(difference)?.value };
        return formatDifferenceLine(difference, calls && values);
      })
      .join("");
    const bytes = encodeUtf8(text);
    sizeBytes += bytes.length;
    await sink.write(bytes);
    from += batch.length;
    count.note(batch.length, bytes.length);
    onLines(from, sizeBytes);
  }
}

/** The values on one side of the first differences, as many as fit. */
async function valuesOn(
  side: SideName,
  differences: readonly Difference[],
  call: TxnCall,
  signal: AbortSignal,
): Promise<ItemsRead<Difference>> {
  return await readItems(
    differences,
    (difference) => factsOn(difference, side)?.key,
    (keys) => readFitting(call, keys, {}, signal),
  );
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
