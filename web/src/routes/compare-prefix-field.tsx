import { formatKey, parseKeyText } from "@etcd-explorer/shared/model/key-text";
import { FolderTree } from "lucide-react";
import { useRef } from "react";
import { ConnectionContext } from "#/api/connection/connection-context.tsx";
import { callsOf } from "#/components/calls-of.ts";
import type { PrefixFieldProps } from "#/features/compare/sides/side-card.tsx";
import { BoxInput } from "#/features/keys/box/box-input.tsx";
import { CompletionList } from "#/features/keys/goto/completion-list.tsx";
import { useGoToField } from "#/features/keys/goto/use-go-to-field.ts";
import { badEscape } from "#/lib/key-text-problem.ts";
import { useDelimiters } from "#/stores/delimiters.ts";

/** The prefix of a side of a comparison, completed from the keys of that side's connection as they are now. */
export function ComparePrefixField(props: PrefixFieldProps) {
  const { connection, used } = props.connection;
  // Before a person agrees nothing is sent to a server that a link names.
  if (!used) return <span className="truncate px-2 font-mono text-muted">{props.text || "All keys"}</span>;
  const connected = { connection, etcd: callsOf(connection, "live", "live"), at: "live", viewing: "live" } as const;
  return (
    <ConnectionContext value={connected}>
      <Field {...props} />
    </ConnectionContext>
  );
}

function Field({ label, text, connection: { connection }, onChange, onProblem }: PrefixFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const delimiters = useDelimiters(connection.id);
  const take = (typed: string) => {
    const prefix = parseKeyText(typed);
    onProblem(prefix === undefined ? badEscape : undefined);
    if (prefix !== undefined && formatKey(prefix) !== text) onChange(prefix);
  };
  const field = useGoToField({
    text,
    delimiters,
    onGo: take,
    onPick: (place) => onChange(place.kind === "prefix" ? place.prefix : place.key),
    onLeave: (element) => element.blur(),
  });
  return (
    <BoxInput
      ref={input}
      field={{
        ...field,
        label,
        placeholder: "All keys",
        onBlur: () => {
          field.onBlur?.();
          take(field.text);
        },
      }}
      icon={<FolderTree />}
      end={false}
    >
      <CompletionList {...field.list} />
    </BoxInput>
  );
}
