/** Reading Kubernetes objects, as the page does before it shows one or a list of them. */
import { builtinFacts } from "@etcd-explorer/shared/kubernetes/builtin-facts";
import { isObjectMap } from "@etcd-explorer/shared/kubernetes/object-value";
import { readStoredObject, writeStoredObject } from "@etcd-explorer/shared/kubernetes/stored-object";
import { asValue, type Value } from "@etcd-explorer/shared/model/bytes";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import type { Bench } from "./bench-setup.ts";
import type { Figure } from "./measure.ts";

const rows = 500;
/** A frame at 60 a second: what the rows of one screen may take. A list has about 40 in view. */
const frameMs = 16;
const rowsInView = 40;

function median(runs: number, run: () => void): number {
  const took = Array.from({ length: runs }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
  return took.toSorted((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

/** The recorded Pod with as many of its containers as make so many bytes. */
function podOf(bytes: number): Value {
  const { stored } = recordedObject("Pod");
  const object = readStoredObject(stored, builtinFacts);
  if (object.kind === "unread") throw new Error(object.reason);
  const spec = object.value.get("spec");
  if (!isObjectMap(spec)) throw new Error("A Pod without a spec");
  const containers = spec.get("containers");
  if (!Array.isArray(containers)) throw new Error("A Pod without containers");
  const withTimes = (times: number) => {
    const many = Array.from({ length: times }, () => containers).flat();
    const pod = new Map(object.value).set("spec", new Map(spec).set("containers", many));
    const written = writeStoredObject(pod, stored, builtinFacts);
    if (written.kind === "refused") throw new Error(JSON.stringify(written.problems));
    return asValue(written.bytes);
  };
  const each = withTimes(2).length - withTimes(1).length;
  return withTimes(Math.max(1, Math.ceil((bytes - stored.length) / each) + 1));
}

function readingOf(size: string, bytes: number, limitMs: number, runs: number): Figure {
  const pod = podOf(bytes);
  const ms = median(runs, () => readStoredObject(pod, builtinFacts));
  return { text: `reading a Pod of ${size}, p50: ${ms.toFixed(2)} ms; at most ${limitMs} ms`, holds: ms <= limitMs };
}

function listing(): Figure {
  const pod = podOf(2048);
  const ms = median(15, () => {
    for (let row = 0; row < rows; row++) readStoredObject(pod, builtinFacts);
  });
  const screenMs = (ms / rows) * rowsInView;
  const text =
    `reading a list of ${rows} Pods of 2 KB, p50: ${ms.toFixed(0)} ms; the ${rowsInView} rows in view ` +
    `${screenMs.toFixed(1)} ms, at most ${frameMs} ms`;
  return { text, holds: screenMs <= frameMs };
}

export const kubernetes: Bench = {
  name: "kubernetes",
  run: () =>
    Promise.resolve([
      readingOf("4 KB", 4096, 2, 200),
      readingOf("14 KB", 14 * 1024, 7, 100),
      readingOf("100 KB", 100 * 1024, 50, 30),
      // What etcd takes at most is 1.5 MB: it may pause a page once, when it is opened.
      readingOf("1 MB", 1024 * 1024, 500, 5),
      listing(),
    ]),
};
