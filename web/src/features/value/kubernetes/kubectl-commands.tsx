import type { ResourceName } from "@etcd-explorer/shared/kubernetes/resource-key";
import { CopyCommand } from "./copy-command.tsx";
import { kubectlCommand, kubectlVerbs } from "./kubectl.ts";

/** What kubectl would do with the object, each to be copied. */
export function KubectlCommands({ name }: { readonly name: ResourceName }) {
  const commands = kubectlVerbs.flatMap((verb) => kubectlCommand(verb, name) ?? []);
  if (commands.length === 0) return null;
  return (
    <section aria-label="kubectl" className="flex flex-col items-start gap-1 border-t border-line pt-3">
      <h3 className="text-sm text-muted">kubectl</h3>
      {commands.map((command) => (
        <CopyCommand key={command} command={command} />
      ))}
    </section>
  );
}
