import { Fact } from "#/features/value/key/fact.tsx";
import type { ObjectView } from "#/features/value/text/object-view.ts";

/** What an object of Kubernetes is, and whose: before what etcd keeps about its key. */
export function ObjectFacts({ object }: { readonly object: ObjectView }) {
  const { apiVersion, kind, name, namespace, owner } = object;
  return (
    <>
      <Fact name="kind" note={apiVersion}>
        {kind}
      </Fact>
      {name !== "" && <Fact name="name">{namespace === "" ? name : `${namespace}/${name}`}</Fact>}
      {owner !== undefined && <Fact name="owner">{owner}</Fact>}
    </>
  );
}
