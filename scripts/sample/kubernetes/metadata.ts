/** What every object says of itself: its name, its age, and whose it is. */
import { createRandom, type Random } from "../random.ts";
import { day, momentAgo } from "./moment.ts";
import type { App } from "./plan.ts";
import type { KubernetesObject, Metadata } from "./stored.ts";

interface About {
  readonly namespace?: string;
  /** 90 days at most where it is not said. */
  readonly ageSeconds?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whose part it is: it goes when that one goes. */
  readonly owner?: KubernetesObject;
  readonly generation?: number;
}

function uid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.hex(length)).join("-");
}

/** The metadata of an object, with a uid and a time of creation of its own. */
export function metadata(random: Random, name: string, about: About = {}): Metadata {
  const { namespace, labels, annotations, owner, generation, ageSeconds = day + random.below(89 * day) } = about;
  return {
    name,
    ...(namespace === undefined ? {} : { namespace }),
    uid: uid(random),
    ...(generation === undefined ? {} : { generation }),
    creationTimestamp: momentAgo(ageSeconds),
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations }),
    ...(owner === undefined ? {} : { ownerReferences: [ownerReference(owner)] }),
  };
}

function ownerReference({ apiVersion, kind, metadata: { name, uid: ownerUid } }: KubernetesObject) {
  return { apiVersion, kind, name, uid: ownerUid, controller: true, blockOwnerDeletion: true };
}

/** How an object names another one. */
export function referenceTo({ apiVersion, kind, metadata: { name, namespace = "", uid: itsUid } }: KubernetesObject) {
  return { apiVersion, kind, namespace, name, uid: itsUid };
}

/** The labels by which an app's parts find one another. */
export function labelsOf(app: App): Record<string, string> {
  return { "app.kubernetes.io/name": app.name, "app.kubernetes.io/part-of": app.namespace };
}

/** Numbers for one object alone, the same whatever else the cluster holds. */
export function ownRandom(name: string): Random {
  return createRandom(Array.from(name).reduce((seed, letter) => (seed * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7));
}
