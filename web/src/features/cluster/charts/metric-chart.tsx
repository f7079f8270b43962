import { formatClock } from "@etcd-explorer/shared/model/time-text";
import { useEffect, useEffectEvent, useRef } from "react";
import UPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { ChartData } from "./chart-data.ts";
import { memberStroke } from "./member-stroke.ts";

interface MetricChartProps {
  readonly data: ChartData;
  /** Where the range that is shown begins and ends, in seconds since 1970. */
  readonly range: readonly [number, number];
  /** The places of the members among all, which choose how each is drawn. */
  readonly strokes: readonly number[];
  /** Times in which a member did not answer: drawn as bands. */
  readonly outages: readonly (readonly [number, number])[];
  readonly format: (value: number) => string;
  /** The pointer is over a place of the data; undefined: over none. */
  readonly onHover: (at: number | undefined) => void;
}

const height = 84;

/** With seconds where minutes would stand there twice. */
const clocksOf = (splits: readonly number[]) => {
  const withSeconds = splits.some((at) => at % 60 !== 0);
  return splits.map((at) => formatClock(at * 1000, withSeconds));
};

/** Colours as they are in the theme of this moment: a canvas knows no variables. */
const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/**
 * Lines over time on a canvas, which screen readers cannot read: the table of values stands for it. With other lines, or
 * in another theme, it is another chart: `key` says so.
 */
export function MetricChart(props: MetricChartProps) {
  const { data, range, outages } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot>(undefined);
  const hover = useEffectEvent((at: number | undefined) => props.onHover(at));
  const build = useEffectEvent((into: HTMLElement) => {
    const options = optionsOf(props, into.clientWidth, hover);
    return new UPlot(options, rowsOf(data), into);
  });
  useEffect(() => {
    const into = box.current;
    if (into === null) return undefined;
    const made = build(into);
    plot.current = made;
    const observer = new ResizeObserver(() => {
      if (into.clientWidth > 0) made.setSize({ width: into.clientWidth, height });
    });
    observer.observe(into);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, []);
  useEffect(() => {
    const made = plot.current;
    if (made === undefined) return;
    bands.set(made, outages);
    made.setData(rowsOf(data), false);
    made.setScale("x", { min: range[0], max: range[1] });
  }, [data, range, outages]);
  return <div ref={box} aria-hidden className="min-w-0 overflow-hidden" style={{ height }} />;
}

const bands = new WeakMap<UPlot, MetricChartProps["outages"]>();

function rowsOf({ times, values, limit, isNearLimit }: ChartData): UPlot.AlignedData {
  const limits = isNearLimit ? [times.map(() => limit)] : [];
  return [[...times], ...values.map((line) => [...line]), ...limits];
}

function optionsOf(
  { strokes, data, format }: MetricChartProps,
  width: number,
  hover: (at: number | undefined) => void,
): UPlot.Options {
  const axis = { stroke: colour("--muted"), font: "11px Inter Variable, sans-serif", ticks: { show: false } };
  const grid = { stroke: colour("--line"), width: 1 };
  return {
    width: Math.max(1, width),
    height,
    padding: [10, 30, 0, 0],
    legend: { show: false },
    cursor: {
      sync: { key: "cluster", setSeries: false },
      drag: { x: false, y: false },
      points: { size: 5 },
      y: false,
    },
    scales: { x: { time: false }, y: { range: (_plot, _low, high) => [0, high > 0 ? high * 1.1 : 1] } },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 20,
        space: 70,
        values: (_plot, splits) => clocksOf(splits),
      },
      { ...axis, grid, size: 52, space: 26, values: (_plot, splits) => splits.map(format) },
    ],
    series: [
      {},
      ...strokes.map((at) => {
        const { token, dash } = memberStroke(at);
        return { stroke: colour(token), width: 1.5, dash: [...dash], points: { size: 3 } };
      }),
      ...(data.isNearLimit ? [{ stroke: colour("--warn"), width: 1, dash: [4, 4], points: { show: false } }] : []),
    ],
    hooks: {
      drawClear: [drawBands],
      setCursor: [
        (plot) => {
          hover(plot.cursor.idx ?? undefined);
        },
      ],
    },
  };
}

function drawBands(plot: UPlot): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = colour("--bad-bg");
  for (const [from, to] of bands.get(plot) ?? []) {
    const left = plot.valToPos(from, "x", true);
    ctx.fillRect(left, bbox.top, Math.max(2, plot.valToPos(to, "x", true) - left), bbox.height);
  }
  ctx.restore();
}
