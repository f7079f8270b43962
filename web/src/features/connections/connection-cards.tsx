import type { ConfiguredConnection } from "@etcd-explorer/shared/contract/schemas";
import { LoaderCircle, Plug, Stethoscope } from "lucide-react";
import type { ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { Field } from "#/ui/field.tsx";
import { splitAddress, type ConnectionForm, type FormErrors } from "./connection-form-model.ts";

interface CardProps {
  readonly form: ConnectionForm;
  readonly errors: FormErrors;
  readonly busy: boolean;
  readonly onChange: (change: Partial<ConnectionForm>) => void;
}

/** A card that is a form: Enter in any field connects. */
function FormCard({ children }: { readonly children: ReactNode }) {
  return (
    <section className="rounded-[10px] border border-line bg-panel p-4">
      <form
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          runAct("connection.connect");
        }}
        className="grid grid-cols-6 gap-3"
      >
        {children}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </section>
  );
}

function Buttons({ busy, children }: { readonly busy: boolean; readonly children?: ReactNode }) {
  return (
    <div className="col-span-6 flex items-center justify-end gap-2">
      <div className="flex-1">{children}</div>
      <ActButton act="connection.diagnose" label="Diagnose" icon={<Stethoscope />} />
      <ActButton
        act="connection.connect"
        variant="primary"
        busy={busy}
        label={busy ? "Connecting…" : "Connect"}
        showShortcut={!busy}
        icon={busy ? <LoaderCircle className="animate-spin" /> : <Plug />}
      />
    </div>
  );
}

function SignInFields({ form, errors, onChange, hint }: Omit<CardProps, "busy"> & { readonly hint: string }) {
  return (
    <>
      <Field
        className="col-span-3"
        label="User"
        placeholder="Optional"
        spellCheck={false}
        autoComplete="off"
        value={form.user}
        error={errors.user}
        hint={hint}
        onChange={(event) => onChange({ user: event.target.value })}
      />
      <Field
        className="col-span-3"
        label="Password"
        type="password"
        autoComplete="off"
        value={form.password}
        error={errors.password}
        hint="Kept in this tab's memory only"
        onChange={(event) => onChange({ password: event.target.value })}
      />
    </>
  );
}

/** A connection that the server knows: its address and password stay there; one may sign in as somebody else. */
export function ConfiguredCard({
  connection,
  busy,
  ...fields
}: CardProps & { readonly connection: ConfiguredConnection }) {
  return (
    <FormCard>
      <div className="col-span-6">
        <h2 className="text-lg font-semibold">{connection.label ?? connection.name}</h2>
        <p className="mt-1 text-muted">
          The address and password stay on the server.
          {connection.sample === true &&
            " This is a sample etcd. Feel free to experiment: its data is deleted when the explorer stops."}
        </p>
      </div>
      <SignInFields
        {...fields}
        hint={
          connection.user === undefined
            ? "Leave empty if authentication is off"
            : `Leave empty to sign in as ${connection.user}`
        }
      />
      <Buttons busy={busy}>
        <span className="text-muted">{connection.readOnly ? "Read-only access" : "Read and write access"}</span>
      </Buttons>
    </FormCard>
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

interface FreeCardProps extends CardProps {
  /** What is to be known of what was filled in. */
  readonly note: string | undefined;
  /** Whether the server lets a request name its own host. */
  readonly allowed: boolean;
}

/** A connection of one's own: host, port, TLS and user. */
export function FreeCard({ note, allowed, busy, ...fields }: FreeCardProps) {
  const { form, errors, onChange } = fields;
  if (!allowed) {
    return (
      <section className="rounded-[10px] border border-line bg-panel p-4">
        <h2 className="text-lg font-semibold">Connection not found</h2>
        <p className="mt-1 text-muted">
          This server allows only configured connections. Choose one on the left or ask its administrator.
        </p>
      </section>
    );
  }
  return (
    <FormCard>
      {note !== undefined && (
        <p className="col-span-6 rounded-md bg-warn-bg px-3 py-2 text-warn">
          <FlagText text={note} />
        </p>
      )}
      <Field
        className="col-span-4"
        label="Host"
        mono
        required
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the form is what one came for
        autoFocus
        placeholder="127.0.0.1"
        spellCheck={false}
        value={form.host}
        error={errors.host}
        onChange={(event) => onChange({ host: event.target.value })}
        onBlur={() => onChange(splitAddress(form.host.trim()) ?? {})}
      />
      <Field
        className="col-span-2"
        label="Port"
        mono
        inputMode="numeric"
        value={form.port}
        error={errors.port}
        onChange={(event) => onChange({ port: event.target.value })}
      />
      <SignInFields {...fields} hint="Leave empty if authentication is off" />
      <Buttons busy={busy}>
        <label className="flex w-fit items-center gap-2">
          <input
            type="checkbox"
            checked={form.tls}
            onChange={(event) => onChange({ tls: event.target.checked })}
            className="size-3.5 accent-(--accent)"
          />
          Use TLS (publicly trusted certificate)
        </label>
      </Buttons>
    </FormCard>
  );
}
