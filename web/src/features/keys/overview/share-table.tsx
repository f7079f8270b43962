import { encodeHex, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { ChildShares } from "@etcd-explorer/shared/read/overview/child-shares";
import type { SampledSizes } from "@etcd-explorer/shared/read/overview/sampled-sizes";
import { formatRate, type WriteRate } from "#/features/keys/live/activity.ts";
import { SparkLine } from "./spark-line.tsx";
import { aboutBytes, describeRest, formatShare } from "./overview-words.ts";

interface ShareTableProps {
  readonly shares: ChildShares;
  readonly sizes: SampledSizes | undefined;
  /** How much is written in a folder; undefined: nobody counts. */
  readonly writesIn: ((folder: Key) => WriteRate) | undefined;
  readonly onRoot: (prefix: Key) => void;
}

const head = "px-3.5 py-2 font-normal";

/** The largest child folders with their share of the keys, and what is left beside them. */
export function ShareTable({ shares, sizes, writesIn, onRoot }: ShareTableProps) {
  const rest = describeRest(shares);
  if (shares.largest.length === 0 && rest.length === 0) return null;
  return (
    <section aria-label="Folders" className="shrink-0 overflow-hidden rounded-lg border border-line bg-panel">
      {shares.largest.length > 0 && (
        <table className="w-full table-fixed">
          <thead className="text-left text-sm text-muted">
            <tr>
              <th className={head}>Prefix</th>
              <th className={`${head} w-24 text-right @max-3xl:w-20`}>Keys</th>
              <th className={`${head} w-44 @max-3xl:w-32 @max-xl:hidden`}>Share</th>
              <th className={`${head} w-24 text-right @max-md:hidden`}>Size</th>
              {writesIn !== undefined && (
                <>
                  <th className={`${head} w-24 text-right @max-3xl:w-21`}>Writes/s</th>
                  <th className={`${head} w-36 @max-3xl:hidden`}>Last 10 minutes</th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {shares.largest.map(({ prefix, count, share }) => {
              const name = formatKey(prefix);
              const size = sizes?.children.get(encodeHex(prefix));
              return (
                <tr key={name} className="border-t border-line hover:bg-raised">
                  <td className="px-3.5 py-1.5">
                    <button
                      type="button"
                      title={`Show ${name}`}
                      aria-label={name}
                      onClick={() => onRoot(prefix)}
                      // Where it is too long its end is seen: those of one folder begin alike.
                      dir="rtl"
                      className="block max-w-full truncate rounded text-left font-mono hover:text-accent"
                    >
                      <bdi dir="ltr">{name}</bdi>
                    </button>
                  </td>
                  <td className="px-3.5 text-right tabular-nums">{formatGrouped(count)}</td>
                  <td className="px-3.5 @max-xl:hidden" aria-label={formatShare(share)}>
                    <span className="flex items-center gap-2">
                      <span className="h-1.5 min-w-0 flex-1 overflow-hidden rounded bg-line">
                        <span className="block h-full bg-accent" style={{ width: `${share * 100}%` }} />
                      </span>
                      <span className="w-12 text-right text-sm text-muted tabular-nums">{formatShare(share)}</span>
                    </span>
                  </td>
                  <td className="px-3.5 text-right text-muted tabular-nums @max-md:hidden">
                    {size === undefined ? "–" : aboutBytes(size)}
                  </td>
                  {writesIn !== undefined && <WriteCells {...writesIn(prefix)} />}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {rest.length > 0 && (
        <p className={`px-3.5 py-2 text-sm text-muted ${shares.largest.length > 0 ? "border-t border-line" : ""}`}>
          {rest.join(" · ")}
        </p>
      )}
    </section>
  );
}

function WriteCells({ perSecond, line }: WriteRate) {
  return (
    <>
      <td className={`px-3.5 text-right tabular-nums ${(perSecond ?? 0) === 0 ? "text-muted" : ""}`}>
        {formatRate(perSecond)}
      </td>
      <td className="px-3.5 @max-3xl:hidden">
        <SparkLine values={line} widthPx={112} heightPx={20} />
      </td>
    </>
  );
}
