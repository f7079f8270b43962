/**
 * 1,000 writes a second into the folder that the keys screen shows: how busy that keeps the page's main thread, and how
 * soon the tree shows a write, then and while little is written. Beside the same page with live updates off.
 */
import { Agent, request } from "node:http";
import { encodeHex, keyFromText } from "@etcd-explorer/shared/model/bytes";
import type { CDPSession, Page } from "@playwright/test";
import { atMost, fill, quantile, type PageBench } from "./page-setup.ts";

const seconds = Number(process.env["LIVE_SECONDS"] ?? "10");
const perSecond = { many: 1000, few: 5 };
const writers = 16;
const keys = 200;
const nameOf = (at: number) => `/bench/${String(at % keys).padStart(4, "0")}`;
/** The key whose row is looked at. */
const seen = nameOf(0);

export const liveKeysBench: PageBench = {
  name: "live-keys",
  run: async ({ endpoint, page, keysUrl }) => {
    await fill(endpoint, keys, nameOf);
    await page.goto(keysUrl("/bench/"));
    const badge = page.getByRole("button", { name: "Live updates" });
    await badge.getByText("live", { exact: true }).waitFor();
    const cpu = await mainThreadOf(page);
    const shown = await page.evaluateHandle(recordVersions, `key-${encodeHex(keyFromText(seen))}`);
    const writer = new Writer(endpoint);
    const few = await cpu(() => writer.write(perSecond.few));
    const many = await cpu(() => writer.write(perSecond.many));
    const shownAt = new Map(await shown.jsonValue());
    await badge.click();
    await badge.getByText("live off").waitFor();
    const off = await cpu(() => writer.write(perSecond.many));
    writer.end();
    const delaysOf = ({ seenAt }: Written) =>
      seenAt.flatMap(([version, atMs]) => {
        const atShownMs = shownAt.get(version);
        return atShownMs === undefined ? [] : [atShownMs - atMs];
      });
    const delay = (name: string, run: Written) => {
      const delays = delaysOf(run);
      const note = `p50 ${quantile(delays, 0.5).toFixed(0)} ms, ${delays.length} of ${run.seenAt.length} seen`;
      return atMost(name, quantile(delays, 0.95), 300, "ms", note);
    };
    const others = `live off ${percent(off)}, ${perSecond.few} a second ${percent(few)}`;
    return [
      atMost("live keys: main thread busy", many.share * 100, 30, "%", `${others}, for ${seconds} s each`),
      // A machine that cannot write as fast has not measured it.
      atMost("live keys: late at that pace", (many.value.seconds / seconds - 1) * 100, 10, "%", paceOf(many.value)),
      delay("live keys: write to tree, p95", few.value),
      delay("live keys: the same at that pace", many.value),
    ];
  },
};

interface Measured<T> {
  /** Of one core, from 0 to 1. */
  readonly share: number;
  readonly value: T;
}

interface Written {
  /** Versions of the key that is looked at, and when etcd had answered. */
  readonly seenAt: readonly (readonly [version: number, atMs: number])[];
  readonly count: number;
  readonly seconds: number;
}

function percent({ share }: Measured<unknown>): string {
  return `${(share * 100).toFixed(1)} %`;
}

function paceOf({ count, seconds: took }: Written): string {
  return `${Math.round(count / took)} writes a second`;
}

/** Puts the keys in turn, by several writers side by side. */
class Writer {
  // Node's plain client: on two cores, `fetch` would take what the page needs.
  readonly #agent = new Agent({ keepAlive: true, maxSockets: writers });
  readonly #endpoint: string;
  #version = 1;

  constructor(endpoint: string) {
    this.#endpoint = endpoint;
  }

  async write(rate: number): Promise<Written> {
    const startedMs = performance.now();
    const seenAt: [version: number, atMs: number][] = [];
    let next = 0;
    const run = async (): Promise<void> => {
      while (next < rate * seconds) {
        const at = next++;
        const waitMs = startedMs + (at * 1000) / rate - performance.now();
        // oxlint-disable-next-line no-await-in-loop -- one write after the other, at the pace that is asked for
        if (waitMs > 1) await new Promise((resolve) => setTimeout(resolve, waitMs));
        const isSeen = at % Math.max(1, rate / perSecond.few) === 0;
        // oxlint-disable-next-line no-await-in-loop
        await this.#put(isSeen ? seen : nameOf(1 + (at % (keys - 1))), at);
        if (isSeen) seenAt.push([++this.#version, Date.now()]);
      }
    };
    await Promise.all(Array.from({ length: writers }, run));
    return { seenAt, count: next, seconds: (performance.now() - startedMs) / 1000 };
  }

  end(): void {
    this.#agent.destroy();
  }

  #put(key: string, sequence: number): Promise<void> {
    const value = JSON.stringify({ name: key, sequence, hosts: ["a.internal", "b.internal"] });
    const body = JSON.stringify({ key: base64(key), value: base64(value) });
    return new Promise((resolve, reject) => {
      const sent = request(`${this.#endpoint}/v3/kv/put`, { method: "POST", agent: this.#agent }, (answer) => {
        answer.resume();
        answer.on("end", () => {
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`etcd refused a write with status ${answer.statusCode}`));
        });
      });
      sent.on("error", reject);
      sent.end(body);
    });
  }
}

const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Which share of one core the page's main thread takes while `use` runs, by its own time and not that of others. */
async function mainThreadOf(page: Page) {
  const client = await page.context().newCDPSession(page);
  await client.send("Performance.enable", { timeDomain: "threadTicks" });
  return async <T>(use: () => Promise<T>): Promise<Measured<T>> => {
    const [startedMs, before] = [performance.now(), await taskSeconds(client)];
    const value = await use();
    return { share: ((await taskSeconds(client)) - before) / ((performance.now() - startedMs) / 1000), value };
  };
}

async function taskSeconds(client: CDPSession): Promise<number> {
  const { metrics } = await client.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN;
}

/** Records when each version of a key first stood in its row. Runs in the page. */
function recordVersions(id: string): [version: number, atMs: number][] {
  const found: [number, number][] = [];
  new MutationObserver(() => {
    const text = document.querySelector(`#${id}, [data-key="${id}"]`)?.textContent ?? "";
    const shown = Number(/v([\d,]+)/.exec(text)?.[1]?.replaceAll(",", ""));
    for (let next = (found.at(-1)?.[0] ?? 1) + 1; next <= shown; next++) found.push([next, Date.now()]);
  }).observe(document, { subtree: true, childList: true, characterData: true });
  return found;
}
