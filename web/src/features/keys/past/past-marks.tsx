import { useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { asKey, decodeHex, encodeHex, startsWith, type Key } from "@etcd-explorer/shared/model/bytes";
import { formatGrouped, type Revision } from "@etcd-explorer/shared/model/int64";
import { formatKey } from "@etcd-explorer/shared/model/key-text";
import { useEffect, useRef, useState } from "react";
import { useAct } from "#/acts/use-act.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { folderQuery } from "#/features/keys/listing/folder-query.ts";
import { entryOf } from "#/features/keys/listing/small-folders.ts";
import { useRowIdsInSight } from "#/features/keys/rows/use-row-ids-in-sight.ts";
import { useDelimiters } from "#/stores/delimiters.ts";
import { currentMark } from "#/stores/marked-thing.ts";
import { thingNames } from "#/stores/selection.ts";
import { comparedFolders } from "./compared-folders.ts";
import { differencesQuery, keyDifferencesQuery } from "./differences-query.ts";
import { CountQuestion } from "./count-question.tsx";
import { pastRowsOf } from "./past-rows-of.ts";
import { usePastRows } from "./past-rows.ts";

interface PastMarksProps {
  /** What the tree or table is narrowed to. */
  readonly shown: Key;
  readonly revision: Revision;
}

/** Folders that somebody wants compared, however large, in hex. */
interface Asked {
  readonly revision: Revision;
  readonly folders: readonly string[];
}

/** So many keys are compared at once where somebody asks; more only after a question. */
const mostUnasked = 100_000;

/** Finds out how the rows in sight differ now, and tells them. Draws nothing but a question. */
export function PastMarks({ shown, revision }: PastMarksProps) {
  const connected = useConnected();
  const { connection } = connected;
  const client = useQueryClient();
  const delimiters = useDelimiters(connection.id);
  const ids = useRowIdsInSight();
  // Of each revision somebody asks anew.
  const [askedOf, setAsked] = useState<Asked>({ revision, folders: [] });
  const asked = askedOf.revision === revision ? askedOf.folders : [];
  const [question, setQuestion] = useState<{ readonly folder: Key; readonly keys: number }>();
  const root = useQuery({ ...folderQuery(connected, { prefix: shown, delimiters }), enabled: false }).data;
  const countOf = (folder: Key) =>
    folder.length === shown.length ? root?.count : entryOf(client, connected, { prefix: folder, delimiters })?.count;
  const compared =
    root === undefined ? { folders: [], keys: [] } : comparedFolders({ ids, shown, delimiters, countOf });
  const wanted = [
    ...compared.folders.map((hex) => ({ hex, isAsked: false })),
    ...asked.map((hex) => ({ hex, isAsked: true })),
  ];
  const results = useQueries({
    queries: wanted.map(({ hex, isAsked }) => differencesQuery(connection, nameIn(hex), revision, isAsked)),
  });
  const single = useQuery({
    ...keyDifferencesQuery(connection, compared.keys, revision),
    enabled: compared.keys.length > 0,
  });
  // The rows of the revision before are still shown, with what was told of them.
  const isOld = root === undefined;
  const stamp = [revision, ...[...results, single].map(({ dataUpdatedAt }) => dataUpdatedAt)].join(" ");
  const told = useRef<string>(undefined);
  useEffect(() => {
    if (told.current === stamp || isOld) return;
    told.current = stamp;
    const folders = results.flatMap(({ data }) => data ?? []);
    usePastRows.setState({ rows: pastRowsOf(folders, single.data ?? []) });
  });
  useEffect(() => {
    return () => {
      // Where it is shown again, it tells again.
      told.current = undefined;
      usePastRows.setState({ rows: undefined });
    };
  }, []);

  const count = (folder: Key) => setAsked({ revision, folders: [...new Set([...asked, encodeHex(folder)])] });
  useAct("past.count", () => {
    const thing = currentMark(connection.id)?.thing;
    const [name] = thing?.kind === "prefix" ? thingNames([thing]) : [];
    const folder = name !== undefined && startsWith(name, shown) ? name : shown;
    const keys = countOf(folder) ?? root?.count ?? 0;
    if (keys > mostUnasked) setQuestion({ folder, keys });
    else count(folder);
  });
  return (
    question !== undefined && (
      <CountQuestion
        name={question.folder.length === 0 ? "all keys" : formatKey(question.folder)}
        keys={formatGrouped(question.keys)}
        onClose={() => setQuestion(undefined)}
        onCount={() => {
          count(question.folder);
          setQuestion(undefined);
        }}
      />
    )
  );
}

function nameIn(hex: string): Key {
  return asKey(decodeHex(hex) ?? new Uint8Array());
}
