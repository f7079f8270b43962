import { asValue, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { recordedObjects } from "@etcd-explorer/shared/test/kubernetes-recorded";
import { describe, expect, test } from "vitest";
import { readJsonObject } from "./json-object.ts";
import { summarizeObject } from "./object-summary.ts";
import { summaryText } from "./summary-text.ts";

const nowMs = Date.parse("2026-11-20T08:15:00Z");

function told(kind: string, more: object, apiVersion = "v1") {
  const object = readJsonObject(
    asValue(encodeUtf8(JSON.stringify({ apiVersion, kind, metadata: { name: "a" }, ...more }))),
  );
  if (object === undefined) throw new Error("no object");
  const summary = summarizeObject(object);
  return [summaryText(summary, nowMs), summary.tone];
}

const container = (ready: boolean, more: object = {}) => ({ name: "a", ready, restartCount: 0, ...more });

const pod = (phase: string, containerStatuses: readonly object[]) =>
  told("Pod", { spec: { containers: containerStatuses }, status: { phase, containerStatuses } });

const conditions = (status: string) => ({ status: { conditions: [{ type: "Ready", status, reason: "Failed" }] } });

describe("a Pod", () => {
  test("tells its phase, how many containers are ready and how often they restarted", () => {
    expect(pod("Running", [container(true)])).toEqual(["Pod · Running · 1/1 ready", "ok"]);
    expect(pod("Running", [container(true), container(false, { restartCount: 3 })])).toEqual([
      "Pod · Running · 1/2 ready · 3 restarts",
      "warn",
    ]);
    expect(pod("Succeeded", [container(false)])).toEqual(["Pod · Succeeded", "plain"]);
    const waiting = container(false, { restartCount: 1, state: { waiting: { reason: "CrashLoopBackOff" } } });
    expect(pod("Running", [waiting])).toEqual(["Pod · CrashLoopBackOff · 0/1 ready · 1 restart", "bad"]);
    expect(told("Pod", { spec: { containers: [{}] } })).toEqual(["Pod · Unknown · 0/1 ready", "warn"]);
    expect(told("Pod", { metadata: { name: "a", deletionTimestamp: "2026-11-20T08:00:00Z" } })[0]).toBe(
      "Pod · Terminating",
    );
  });
});

test("workloads tell how many are ready of how many", () => {
  const status = { readyReplicas: 3, numberReady: 2, desiredNumberScheduled: 2, succeeded: 1, failed: 2 };
  expect(told("Deployment", { spec: { replicas: 3 }, status })).toEqual(["Deployment · 3/3 ready", "ok"]);
  expect(told("StatefulSet", { spec: { replicas: 5 }, status })).toEqual(["StatefulSet · 3/5 ready", "warn"]);
  expect(told("Deployment", { spec: { replicas: 0 }, status: {} })).toEqual(["Deployment · 0/0 ready", "ok"]);
  expect(told("DaemonSet", { status })).toEqual(["DaemonSet · 2/2 ready", "ok"]);
  expect(told("Job", { status })).toEqual(["Job · 1/1 completed · 2 failed", "ok"]);
  expect(told("CronJob", { spec: { schedule: "*/5 * * * *", suspend: true } })).toEqual([
    "CronJob · */5 * * * * · suspended",
    "warn",
  ]);
});

test("events, leases and endpoints read well", () => {
  const event = {
    reason: "Unhealthy",
    type: "Warning",
    count: 12,
    lastTimestamp: "2026-11-20T08:12:00Z",
    involvedObject: { kind: "Pod", name: "web" },
  };
  expect(told("Event", event)).toEqual(["Event · Unhealthy ×12 · Pod/web · last seen 3 min ago", "warn"]);
  expect(
    told(
      "Event",
      { reason: "Pulled", eventTime: "2026-11-20T08:14:50.000120Z", regarding: { kind: "Pod" } },
      "events.k8s.io/v1",
    ),
  ).toEqual(["Event · Pulled · Pod · last seen 10 s ago", "plain"]);
  expect(told("Lease", { spec: { holderIdentity: "node-3", renewTime: "2026-11-20T08:14:55.000000Z" } })[0]).toBe(
    "Lease · held by node-3 · renewed 5 s ago",
  );
  const subsets = [{ addresses: [{ ip: "10.0.0.1" }, { ip: "10.0.0.2" }, { ip: "10.0.0.3" }], ports: [{ port: 80 }] }];
  expect(told("Endpoints", { subsets })[0]).toBe("Endpoints · 10.0.0.1:80, 10.0.0.2:80, 1 more");
  expect(told("EndpointSlice", { endpoints: [{ addresses: ["10.0.0.1"] }] })[0]).toBe("EndpointSlice · 10.0.0.1");
  expect(told("Endpoints", {})).toEqual(["Endpoints · No addresses", "warn"]);
});

test("custom objects tell their conditions, and what tells nothing its kind", () => {
  expect(told("Cart", conditions("True"), "shop.example/v1")).toEqual(["Cart · Ready", "ok"]);
  expect(told("Cart", conditions("False"), "shop.example/v1")).toEqual(["Cart · Ready: False (Failed)", "warn"]);
  expect(told("Cart", { status: { phase: "Bound" } })).toEqual(["Cart · Bound", "plain"]);
  expect(told("Cart", {})).toEqual(["Cart", "plain"]);
  const node = (status: string, unschedulable = false) =>
    told("Node", { spec: { unschedulable }, ...conditions(status) });
  expect([node("True"), node("False"), node("True", true)]).toEqual([
    ["Node · Ready", "ok"],
    ["Node · NotReady", "bad"],
    ["Node · Ready · cordoned", "warn"],
  ]);
});

test("of every recorded object something is told, and of a Secret no data", () => {
  for (const { name, json } of recordedObjects) {
    const object = readJsonObject(asValue(encodeUtf8(json)));
    const text = object && summaryText(summarizeObject(object), nowMs);
    expect(text?.startsWith(name.split(" ")[0] ?? "-")).toBe(true);
    expect(text).not.toMatch(/YWRtaW4|admin|undefined|NaN/);
  }
});
