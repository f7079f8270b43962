/** Reading Kubernetes objects, as the page does before it shows one. */
import { builtinFacts } from "@etcd-explorer/shared/kubernetes/builtin-facts";
import { readStoredObject } from "@etcd-explorer/shared/kubernetes/stored-object";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import type { Bench } from "./bench-setup.ts";

const limitMs = 2;
const wantedBytes = 4096;
const runs = 200;

export const kubernetes: Bench = {
  name: "kubernetes",
  run: () => {
    const { stored } = recordedObject("Pod");
    // The recorded Pod is small: as many of them as make one of 4 KB.
    const times = Math.ceil(wantedBytes / stored.length);
    const took = Array.from({ length: runs }, () => {
      const began = performance.now();
      for (let at = 0; at < times; at++) readStoredObject(stored, builtinFacts);
      return performance.now() - began;
    });
    const median = took.toSorted((a, b) => a - b)[runs / 2] ?? Number.NaN;
    const text = `decoding 4 KB of Pod, p50: ${median.toFixed(2)} ms; at most ${limitMs} ms`;
    return Promise.resolve([{ text, holds: median <= limitMs }]);
  },
};
