/** An object of Kubernetes in the few words that a row has: what kind it is, and how it is. Of a Secret no data. */
import { isNumberText, type ObjectMap } from "@etcd-explorer/shared/kubernetes/object-value";
import { mapAt, mapsAt, textAt } from "@etcd-explorer/shared/kubernetes/references";
import type { ObjectSummary } from "#/lib/formats/object-codec.ts";

type Status = Omit<ObjectSummary, "kind">;

const plain = (status: string): Status => ({ status, tone: "plain" });

/** What an object is and how it is. */
export function summarizeObject(object: ObjectMap): ObjectSummary {
  const kind = textAt(object, "kind");
  const teller = Object.hasOwn(tellers, kind) ? tellers[kind] : undefined;
  const isLeaving = textAt(mapAt(object, "metadata"), "deletionTimestamp") !== "";
  const status = isLeaving ? { status: "Terminating", tone: "warn" as const } : (teller?.(object) ?? tellAny(object));
  return { kind, ...status };
}

const tellers: Readonly<Record<string, (object: ObjectMap) => Status | undefined>> = {
  Pod: tellPod,
  Deployment: (object) => ready(numberAt(statusOf(object), "readyReplicas"), wanted(object)),
  StatefulSet: (object) => ready(numberAt(statusOf(object), "readyReplicas"), wanted(object)),
  ReplicaSet: (object) => ready(numberAt(statusOf(object), "readyReplicas"), wanted(object)),
  ReplicationController: (object) => ready(numberAt(statusOf(object), "readyReplicas"), wanted(object)),
  DaemonSet: (object) =>
    ready(numberAt(statusOf(object), "numberReady"), numberAt(statusOf(object), "desiredNumberScheduled")),
  Job: tellJob,
  CronJob: (object) => {
    const spec = mapAt(object, "spec");
    return spec.get("suspend") === true
      ? { status: `${textAt(spec, "schedule")} · suspended`, tone: "warn" }
      : plain(textAt(spec, "schedule"));
  },
  Event: tellEvent,
  Lease: tellLease,
  Endpoints: (object) => tellAddresses(mapsAt(object, "subsets").flatMap((subset) => addressesOf(subset))),
  EndpointSlice: (object) =>
    tellAddresses(mapsAt(object, "endpoints").flatMap((endpoint) => textsAt(endpoint, "addresses"))),
  Service: (object) => {
    const spec = mapAt(object, "spec");
    const ports = mapsAt(spec, "ports").map((port) => String(numberAt(port, "port")));
    return plain(
      [textAt(spec, "type"), textAt(spec, "clusterIP"), ports.join(",")].filter((part) => part !== "").join(" "),
    );
  },
  Node: (object) => {
    const isReady = conditionOf(object, "Ready");
    const isCordoned = mapAt(object, "spec").get("unschedulable") === true;
    const status = isReady === undefined ? "Unknown" : isReady === "True" ? "Ready" : "NotReady";
    const tone = isReady !== "True" ? "bad" : isCordoned ? "warn" : "ok";
    return { status: isCordoned ? `${status} · cordoned` : status, tone };
  },
  ConfigMap: (object) => plain(counted(mapAt(object, "data").size + mapAt(object, "binaryData").size, "key", "keys")),
  Secret: (object) =>
    plain(
      [textAt(object, "type"), `${counted(mapAt(object, "data").size, "key", "keys")}, data hidden`]
        .filter((part) => part !== "")
        .join(" · "),
    ),
};

function tellPod(object: ObjectMap): Status {
  const status = statusOf(object);
  const phase = textAt(status, "reason") || textAt(status, "phase") || "Unknown";
  const containers = mapsAt(status, "containerStatuses");
  const waiting = containers
    .map((each) => textAt(mapAt(mapAt(each, "state"), "waiting"), "reason"))
    .find((reason) => reason !== "");
  const all = Math.max(containers.length, mapsAt(mapAt(object, "spec"), "containers").length);
  const isReady = containers.filter((each) => each.get("ready") === true).length;
  const restarts = containers.reduce((sum, each) => sum + numberAt(each, "restartCount"), 0);
  const words = [waiting ?? phase, `${isReady}/${all} ready`, restarts > 0 && counted(restarts, "restart", "restarts")];
  const isDone = phase === "Succeeded";
  const isFine = phase === "Running" && waiting === undefined && isReady === all;
  const isBad = phase === "Failed" || phase === "Evicted" || /BackOff|Err/.test(waiting ?? "");
  return {
    status: words.filter((word) => word !== false && !(isDone && word.endsWith("ready"))).join(" · "),
    tone: isFine ? "ok" : isBad ? "bad" : isDone ? "plain" : "warn",
  };
}

function tellJob(object: ObjectMap): Status {
  const [status, spec] = [statusOf(object), mapAt(object, "spec")];
  const failed = numberAt(status, "failed");
  const completions = numberAt(spec, "completions", 1);
  const done = `${numberAt(status, "succeeded")}/${completions} completed`;
  if (conditionOf(object, "Failed") === "True") return { status: `Failed · ${done}`, tone: "bad" };
  return {
    status: failed > 0 ? `${done} · ${failed} failed` : done,
    tone: numberAt(status, "succeeded") >= completions ? "ok" : "plain",
  };
}

function tellEvent(object: ObjectMap): Status {
  const count = numberAt(
    object,
    "count",
    numberAt(mapAt(object, "series"), "count", numberAt(object, "deprecatedCount", 1)),
  );
  const about = ["involvedObject", "regarding"].map((name) => mapAt(object, name)).find((each) => each.size > 0);
  const of = about && [textAt(about, "kind"), textAt(about, "name")].filter((part) => part !== "").join("/");
  const reason = `${textAt(object, "reason")}${count > 1 ? ` ×${count}` : ""}`;
  const ms = momentOf(
    textAt(object, "lastTimestamp") ||
      textAt(mapAt(object, "series"), "lastObservedTime") ||
      textAt(object, "deprecatedLastTimestamp") ||
      textAt(object, "eventTime") ||
      textAt(object, "firstTimestamp"),
  );
  return {
    status: [reason, of].filter((part) => part !== undefined && part !== "").join(" · "),
    tone: textAt(object, "type") === "Warning" ? "warn" : "plain",
    ...(ms !== undefined && { at: { ms, word: "last seen" } }),
  };
}

function tellLease(object: ObjectMap): Status {
  const spec = mapAt(object, "spec");
  const holder = textAt(spec, "holderIdentity");
  const ms = momentOf(textAt(spec, "renewTime"));
  return {
    ...plain(holder === "" ? "No holder" : `held by ${holder}`),
    ...(ms !== undefined && { at: { ms, word: "renewed" } }),
  };
}

const shownAddresses = 2;

function tellAddresses(addresses: readonly string[]): Status {
  if (addresses.length === 0) return { status: "No addresses", tone: "warn" };
  const more = addresses.length - shownAddresses;
  return plain([...addresses.slice(0, shownAddresses), ...(more > 0 ? [`${more} more`] : [])].join(", "));
}

function addressesOf(subset: ObjectMap): readonly string[] {
  const [port] = mapsAt(subset, "ports");
  const suffix = port === undefined ? "" : `:${numberAt(port, "port")}`;
  return mapsAt(subset, "addresses").map((address) => `${textAt(address, "ip")}${suffix}`);
}

/** Conditions by which controllers say of nearly any object whether it is well, in the order in which they count. */
const telling = ["Ready", "Available", "Healthy", "Synced", "Established", "Accepted", "Complete"];

function tellAny(object: ObjectMap): Status {
  const status = statusOf(object);
  const phase = textAt(status, "phase") || textAt(status, "state");
  const type = telling.find((each) => conditionOf(object, each) !== undefined);
  if (type === undefined) return plain(phase);
  const is = conditionOf(object, type);
  const words = is === "True" ? type : `${type}: ${is ?? ""}${reasonOf(object, type)}`;
  return {
    status: phase === "" || phase === type ? words : `${phase} · ${words}`,
    tone: is === "True" ? "ok" : "warn",
  };
}

function conditionOf(object: ObjectMap, type: string): string | undefined {
  const found = mapsAt(statusOf(object), "conditions").find((condition) => textAt(condition, "type") === type);
  return found && textAt(found, "status");
}

function reasonOf(object: ObjectMap, type: string): string {
  const found = mapsAt(statusOf(object), "conditions").find((condition) => textAt(condition, "type") === type);
  const reason = found === undefined ? "" : textAt(found, "reason");
  return reason === "" ? "" : ` (${reason})`;
}

function ready(isReady: number, all: number): Status {
  return { status: `${isReady}/${all} ready`, tone: isReady >= all ? "ok" : "warn" };
}

const wanted = (object: ObjectMap): number => numberAt(mapAt(object, "spec"), "replicas", 1);
const statusOf = (object: ObjectMap): ObjectMap => mapAt(object, "status");
const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

function numberAt(map: ObjectMap, name: string, otherwise = 0): number {
  const value = map.get(name);
  return isNumberText(value) ? Number(value.number) : otherwise;
}

function textsAt(map: ObjectMap, name: string): readonly string[] {
  const value = map.get(name);
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function momentOf(text: string): number | undefined {
  const ms = text === "" ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
