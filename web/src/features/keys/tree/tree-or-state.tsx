import { Suspense } from "react";
import { lazyPart } from "#/ui/lazy/lazy-part.tsx";
import { KeyTree } from "./key-tree.tsx";
import { UnreadKeys } from "./unread-keys.tsx";

const NoKeys = lazyPart(async () => (await import("./no-keys.tsx")).NoKeys);

/** The tree, or in its place why there is none: a failure, nothing there, nothing permitted. */
export function TreeOrState({ typed, ...props }: Parameters<typeof KeyTree>[0] & { readonly typed: string }) {
  const { tree } = props;
  const isAll = tree.root.length === 0;
  const first = tree.rows.at(0);
  if (first?.depth === 0 && first.kind === "failed") return <UnreadKeys failure={first.failure} isAll={isAll} />;
  if (first?.depth === 0 && first.kind === "empty")
    return (
      <Suspense fallback={<div aria-busy="true" className="min-h-0 flex-1" />}>
        <NoKeys access={tree.access} prefix={tree.root} typed={typed} />
      </Suspense>
    );
  return <KeyTree {...props} />;
}
