/** A table of 500 Pods with kind and status, each decoded when it comes into sight: whether any frame is dropped for it. */
import { callGateway } from "@etcd-explorer/scripts/etcd/gateway";
import { builtinFacts } from "@etcd-explorer/shared/kubernetes/builtin-facts";
import { mapAt } from "@etcd-explorer/shared/kubernetes/references";
import { readStoredObject, writeStoredObject } from "@etcd-explorer/shared/kubernetes/stored-object";
import { recordedObject } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { atMost, quantile, type PageBench, type PageSetup } from "./page-setup.ts";
import { scrollFrames } from "./scroll-frames.ts";

const rows = 500;
const putsPerTxn = 50;
const wantedBytes = 4096;
const annotationBytes = 160;

/** A Pod of about 4 KB: the recorded one, with annotations. */
function largePod(): Uint8Array {
  const { stored } = recordedObject("Pod");
  const read = readStoredObject(stored, builtinFacts);
  if (read.kind === "unread") throw new Error(read.reason);
  const count = Math.ceil((wantedBytes - stored.length) / annotationBytes);
  const more = Array.from(
    { length: count },
    (_, at) => [`bench.example/${at}`, "x".repeat(annotationBytes - 24)] as const,
  );
  const metadata = mapAt(read.value, "metadata");
  const annotations = new Map([...mapAt(metadata, "annotations"), ...more]);
  const object = new Map(read.value).set("metadata", new Map(metadata).set("annotations", annotations));
  const written = writeStoredObject(object, stored, builtinFacts);
  if (written.kind === "refused") throw new Error(written.problems[0]?.message);
  return written.bytes;
}

/** Puts rows of one value, opens their table, and scrolls through it with rests, in which what is in sight is read. */
async function scrollThrough({ endpoint, page, keysUrl }: PageSetup, prefix: string, value: string, shown: string) {
  for (let from = 0; from < rows; from += putsPerTxn) {
    const success = Array.from({ length: putsPerTxn }, (_, at) => {
      const key = `${prefix}shop/cart-${String(from + at).padStart(3, "0")}`;
      return { request_put: { key: Buffer.from(key).toString("base64"), value } };
    });
    await callGateway(endpoint, "/v3/kv/txn", { success });
  }
  await page.goto(`${keysUrl(prefix)}&view=table`);
  await page.getByText(shown).first().waitFor();
  const { frames, longTasks } = await scrollFrames(page, {
    selector: "[role=grid]",
    step: 60,
    seconds: 10,
    movesMs: 250,
  });
  return { p95: quantile(frames, 0.95), longest: Math.max(0, ...longTasks), count: frames.length };
}

/** Where the machine itself drops frames, as many more as this may be dropped as for rows of text. */
const slack = 1.25;

export const kubernetesRows: PageBench = {
  name: "kubernetes-rows",
  run: async (setup) => {
    const pod = largePod();
    const text = Buffer.from("x".repeat(pod.length)).toString("base64");
    const plain = await scrollThrough(setup, "/plain/", text, "xxx");
    const pods = await scrollThrough(
      setup,
      "/registry/pods/",
      Buffer.from(pod).toString("base64"),
      "Running · 1/1 ready",
    );
    const note = `of ${pods.count} frames, Pods of ${pod.length} B; rows of text: ${plain.p95.toFixed(1)} ms`;
    const longest = `rows of text: ${plain.longest.toFixed(0)} ms`;
    return [
      atMost("500 Kubernetes rows: frame, p95", pods.p95, Math.max(20, slack * plain.p95), "ms", note),
      atMost("500 Kubernetes rows: longest task", pods.longest, Math.max(50, slack * plain.longest), "ms", longest),
    ];
  },
};
