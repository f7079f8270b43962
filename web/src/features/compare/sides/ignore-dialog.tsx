import { parseIgnoreRules, type IgnoreProblem, type IgnoreText } from "@etcd-explorer/shared/read/compare/parse-ignore";
import { useId, useState } from "react";
import { Button } from "#/ui/button.tsx";
import { CheckField } from "#/ui/check-field.tsx";
import { DialogFooter } from "#/ui/dialog/dialog-footer.tsx";
import { Dialog } from "#/ui/dialog/dialog.tsx";
import { classNames } from "#/ui/class-names.ts";
import { inputLook } from "#/ui/field.tsx";

interface IgnoreDialogProps {
  readonly rules: IgnoreText;
  /** Hears the rules once they can all be read. */
  readonly onApply: (rules: IgnoreText) => void;
  readonly onClose: () => void;
}

/** Fields that differ from cluster to cluster, whatever the object says. */
const kubernetesFields = [
  "metadata.resourceVersion",
  "metadata.uid",
  "metadata.creationTimestamp",
  "metadata.managedFields",
];

/** What a comparison does not look at: key prefixes, JSON fields and leases. They stand in the address. */
export function IgnoreDialog({ rules, onApply, onClose }: IgnoreDialogProps) {
  const [text, setText] = useState(rules);
  const read = parseIgnoreRules(text);
  const problems = "problems" in read ? read.problems : [];
  const add = (lines: readonly string[]) => {
    const known = text.fields.split("\n").filter((line) => line.trim() !== "");
    setText({ ...text, fields: [...new Set([...known, ...lines])].join("\n") });
  };
  return (
    <Dialog label="Ignore rules" onClose={onClose} className="w-[min(560px,calc(100vw-48px))]">
      <form
        className="flex flex-col gap-3.5 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (problems.length === 0) onApply(text);
        }}
      >
        <h2 className="text-lg font-semibold">Ignore rules</h2>
        <Lines
          label="Key prefixes"
          hint="One per line. Start with ./ for keys below both prefixes, such as ./events/"
          placeholder="/registry/events/"
          value={text.prefixes}
          problems={problems.filter(({ field }) => field === "prefixes")}
          onChange={(prefixes) => setText({ ...text, prefixes })}
        />
        <Lines
          label="JSON fields"
          hint="One path per line. * matches one name or index, ** any number of levels."
          placeholder="metadata.resourceVersion"
          value={text.fields}
          problems={problems.filter(({ field }) => field === "fields")}
          onChange={(fields) => setText({ ...text, fields })}
        />
        <div className="flex flex-wrap gap-1.5">
          <Button onClick={() => add(kubernetesFields)}>Add Kubernetes fields</Button>
          <Button onClick={() => add(["**.timestamp", "**.updatedAt"])}>Add timestamps</Button>
        </div>
        <CheckField label="Ignore leases" checked={text.leases} onToggle={(leases) => setText({ ...text, leases })} />
        <DialogFooter>
          <Button className="mr-auto" onClick={() => setText({ prefixes: "", fields: "", leases: false })}>
            Clear rules
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" disabled={problems.length > 0}>
            Apply rules
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}

interface LinesProps {
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly value: string;
  readonly problems: readonly IgnoreProblem[];
  readonly onChange: (value: string) => void;
}

function Lines({ label, hint, placeholder, value, problems, onChange }: LinesProps) {
  const id = useId();
  const [first] = problems;
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="text-sm text-muted">
        {label}
      </label>
      <textarea
        id={id}
        rows={3}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        aria-invalid={first !== undefined}
        aria-describedby={`${id}-note`}
        onChange={(event) => onChange(event.target.value)}
        className={classNames(inputLook, "h-auto! resize-y py-1.5 font-mono")}
      />
      <p id={`${id}-note`} className={first === undefined ? "text-sm text-muted" : "text-sm text-bad"}>
        {first === undefined ? hint : `Line ${first.line}: ${first.message}`}
      </p>
    </div>
  );
}
