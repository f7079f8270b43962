import type { ObjectView } from "#/features/value/text/object-view.ts";
import { CopyCommand } from "./copy-command.tsx";
import { kubectlCommand } from "./kubectl.ts";

const verbs = ["get", "edit", "describe", "delete"] as const;

/** What kubectl would do with the object, each to be copied. */
export function KubectlCommands({ object }: { readonly object: ObjectView }) {
  return (
    <section aria-label="kubectl" className="flex flex-col items-start gap-1 border-t border-line pt-3">
      <h3 className="text-sm text-muted">kubectl</h3>
      {verbs.map((verb) => (
        <CopyCommand key={verb} command={kubectlCommand(verb, object)} />
      ))}
    </section>
  );
}
