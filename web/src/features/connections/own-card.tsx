import { connectionColours } from "@etcd-explorer/shared/contract/schemas";
import { Copy, Save, Trash2 } from "lucide-react";
import { ActButton } from "#/acts/act-button.tsx";
import { isProduction } from "#/api/connection/is-production.ts";
import { CheckField } from "#/ui/check-field.tsx";
import { Field } from "#/ui/field.tsx";
import { SelectField } from "#/ui/select-field.tsx";
import { parseEndpoints } from "./connection-form-model.ts";
import { FormButtons, FormCard, SignInFields, type CardProps } from "./form-card.tsx";

interface OwnCardProps extends CardProps {
  /** Whether it is kept in this browser already: it can be copied and deleted. */
  readonly isSaved: boolean;
  /** What is to be known of what was filled in. */
  readonly note: string | undefined;
}

const colourOptions = [
  { value: "", label: "None" },
  ...connectionColours.map((colour) => ({
    value: colour,
    label: `${colour.slice(0, 1).toUpperCase()}${colour.slice(1)}`,
  })),
];

/** A connection of one's own: where it leads, whom one signs in as, and how it is marked. */
export function OwnCard({ note, isSaved, busy, ...fields }: OwnCardProps) {
  const { form, errors, onChange } = fields;
  const { name, colour, production } = form;
  const takeUser = () => {
    // `https://root@etcd:2379` names the user as well.
    const place = parseEndpoints(form.endpoints);
    if ("problem" in place || place.user === undefined) return;
    onChange({ user: place.user, endpoints: form.endpoints.replaceAll(/[^/\s,]*@/g, "") });
  };
  return (
    <FormCard>
      <div className="col-span-6 flex items-center gap-1">
        <h2 className="flex-1 truncate text-lg font-semibold">
          {isSaved ? name || "Saved connection" : "New connection"}
        </h2>
        {isSaved && (
          <>
            <ActButton act="connection.duplicate" variant="ghost" label="Duplicate" icon={<Copy />} />
            <ActButton act="connection.delete" variant="ghost" label="Delete" icon={<Trash2 />} />
          </>
        )}
      </div>
      {note !== undefined && (
        <p className="col-span-6 rounded-md bg-warn-bg px-3 py-2 text-warn">
          <FlagText text={note} />
        </p>
      )}
      <Field
        className="col-span-6 sm:col-span-2"
        label="Name"
        placeholder="Optional"
        spellCheck={false}
        maxLength={80}
        value={name}
        error={errors.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <Field
        className="col-span-6 sm:col-span-4"
        label="Endpoints"
        mono
        required
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- a new connection begins there
        autoFocus={!isSaved}
        placeholder="http://127.0.0.1:2379"
        spellCheck={false}
        value={form.endpoints}
        error={errors.endpoints}
        hint="Comma-separated, of one cluster. https:// turns on TLS."
        onChange={(event) => onChange({ endpoints: event.target.value })}
        onBlur={takeUser}
      />
      <SignInFields {...fields} className="col-span-6 sm:col-span-2" hint="Leave empty if authentication is off" />
      <SelectField
        className="col-span-6 sm:col-span-2"
        label="Colour"
        options={colourOptions}
        value={colour ?? ""}
        onPick={(picked) => onChange({ colour: connectionColours.find((each) => each === picked) })}
      />
      <FormButtons busy={busy} more={<ActButton act="connection.save" label="Save" icon={<Save />} />}>
        <CheckField
          label="Production"
          checked={isProduction({ name, colour, production })}
          onToggle={(checked) => onChange({ production: checked })}
        />
        <CheckField label="Read-only" checked={form.readOnly} onToggle={(checked) => onChange({ readOnly: checked })} />
      </FormButtons>
    </FormCard>
  );
}

/** What stands in place of the form where the server lets nobody name a host. */
export function NoOwnCard() {
  return (
    <section className="rounded-[10px] border border-line bg-panel p-4">
      <h2 className="text-lg font-semibold">Connection not found</h2>
      <p className="mt-1 text-muted">
        This server allows only configured connections. Choose one on the left or ask its administrator.
      </p>
    </section>
  );
}

/** A sentence with its flags in mono: in the other font `--` falls apart. */
function FlagText({ text }: { readonly text: string }) {
  return text.split(/(--[a-z-]+)/).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one text keep their order
      <code key={at} className="font-mono">
        {part}
      </code>
    ),
  );
}
