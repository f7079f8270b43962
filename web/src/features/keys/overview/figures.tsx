import type { SampledSizes } from "@etcd-explorer/shared/read/overview/sampled-sizes";
import { formatBytes } from "@etcd-explorer/shared/model/byte-size";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatRate, type WriteRate } from "#/features/keys/live/activity.ts";
import { useReadsStale } from "#/components/use-stale-reads.ts";
import { useIsBehind } from "#/stores/live/live-state.ts";
import { Button } from "#/ui/button.tsx";
import { aboutBytes, aboutCount, describeSample } from "./overview-words.ts";
import type { Reading } from "./reading.ts";

interface FiguresProps {
  readonly count: number;
  readonly revision: Revision;
  /** Undefined: nobody counts them, since nothing is followed. */
  readonly writes: WriteRate | undefined;
  readonly sizes: Reading<SampledSizes>;
}

/** The four numbers of a folder. */
export function Figures({ count, revision, writes, sizes }: FiguresProps) {
  const { data } = sizes;
  const isStale = useReadsStale().on;
  const isBehind = useIsBehind();
  const countHint = isStale ? "may be outdated" : isBehind ? `exact at revision ${formatGrouped(revision)}` : "exact";
  return (
    <dl className="grid shrink-0 grid-cols-4 gap-3 @max-2xl:grid-cols-2">
      <Figure label="Keys" value={formatGrouped(count)} hint={countHint} />
      <Figure
        label="Size"
        value={data && aboutBytes(data.whole)}
        hint={data === undefined ? <SizeHint sizes={sizes} /> : describeSample(data)}
        title={data && `${formatBytes(data.whole.bytes)} of keys and values, without their history`}
      />
      <Figure
        label="Keys with a lease"
        value={data && (data.leased === undefined ? "0" : aboutCount(data.leased))}
        hint={data === undefined ? undefined : describeSample(data)}
      />
      {writes === undefined ? (
        <Figure label="Revision" value={formatGrouped(revision)} hint="of these figures" />
      ) : (
        <Figure
          label="Writes"
          value={writes.perSecond === undefined ? undefined : `${formatRate(writes.perSecond)} /s`}
          hint={writes.perSecond === undefined ? "not counted now" : "over the last 10 s"}
        />
      )}
    </dl>
  );
}

function SizeHint({ sizes: { failure, busy, read } }: { readonly sizes: Reading<SampledSizes> }) {
  if (busy) return "Sampling…";
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      {failure !== undefined && <span className="text-warn">{failure}</span>}
      <Button className="h-6" title="Takes etcd about as long as listing the keys" onClick={read}>
        {failure === undefined ? "Sample sizes" : "Retry"}
      </Button>
    </span>
  );
}

interface FigureProps {
  readonly label: string;
  /** Undefined: not known. */
  readonly value: string | undefined;
  readonly hint: React.ReactNode;
  readonly title?: string | undefined;
}

function Figure({ label, value, hint, title }: FigureProps) {
  return (
    <div className="min-w-0 rounded-lg border border-line bg-panel px-3.5 py-3" title={title}>
      <dt className="text-muted">{label}</dt>
      <dd className="mt-0.5 truncate text-xl font-semibold tabular-nums">{value ?? "–"}</dd>
      <dd className="mt-0.5 min-h-5 text-sm text-muted">{hint}</dd>
    </div>
  );
}
