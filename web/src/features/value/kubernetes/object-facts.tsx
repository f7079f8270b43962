import { useEffect } from "react";
import type { Key } from "@etcd-explorer/shared/model/bytes";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import type { KeyValue } from "@etcd-explorer/shared/model/key-value";
import { referencesOf, textAt, type Reference } from "@etcd-explorer/shared/kubernetes/references";
import { formatResourceKey } from "@etcd-explorer/shared/kubernetes/resource-key";
import { titleWithKeys } from "#/acts/act-words.ts";
import { runAct } from "#/acts/registry.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { readKeyObject } from "#/lib/kubernetes/key-object.ts";
import { notePrefix } from "#/stores/layout/kubernetes-session.ts";
import { Fact } from "#/features/value/key/fact.tsx";

interface ObjectFactsProps {
  readonly base: KeyValue;
  readonly onOpen: (key: Key) => void;
}

/** The relations that stand beside the name; all others are in the dialog of related objects. */
const shownRelations: ReadonlySet<string> = new Set(["owner", "node", "involved object", "service"]);

/** What an object of Kubernetes is, whose and where: before what etcd keeps about its key. */
export function ObjectFacts({ base, onOpen }: ObjectFactsProps) {
  const { connection } = useConnected();
  const found = readKeyObject(base);
  const prefix = found?.prefix;
  // Whoever names an object later is understood in a cluster with another prefix, too.
  useEffect(() => {
    if (prefix !== undefined) notePrefix(connection.id, prefix);
  }, [connection.id, prefix]);
  if (found === undefined) return null;
  const { object, name } = found;
  const references = referencesOf(object).filter(({ relation }) => shownRelations.has(relation));
  return (
    <>
      <Fact name="kind" note={textAt(object, "apiVersion")}>
        {textAt(object, "kind")}
      </Fact>
      <Fact name="name">{name.namespace === "" ? name.name : `${name.namespace}/${name.name}`}</Fact>
      {references.map((reference) => (
        <Fact key={`${reference.relation} ${reference.to.name}`} name={reference.relation}>
          <ReferenceLink reference={reference} prefix={prefix} onOpen={onOpen} />
        </Fact>
      ))}
      {prefix !== undefined && (
        <Fact name="related">
          <button
            type="button"
            title={titleWithKeys("object.related")}
            className={link}
            onClick={() => runAct("object.related")}
          >
            Show objects
          </button>
        </Fact>
      )}
    </>
  );
}

const link = "rounded font-semibold text-accent hover:underline";

interface ReferenceLinkProps {
  readonly reference: Reference;
  readonly prefix: string | undefined;
  readonly onOpen: (key: Key) => void;
}

function ReferenceLink({ reference: { relation, to }, prefix, onOpen }: ReferenceLinkProps) {
  const words = relation === "node" || relation === "service" ? to.name : `${to.resource.kind} ${to.name}`;
  if (prefix === undefined) return words;
  const key = formatResourceKey(prefix, to);
  return (
    <button type="button" title={`Open ${formatKey(key)}`} className={link} onClick={() => onOpen(key)}>
      {words}
    </button>
  );
}
