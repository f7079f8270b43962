import type { ConfiguredConnection } from "@etcd-explorer/shared/contract/schemas";
import { LoaderCircle, Plug } from "lucide-react";
import type { ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { Field } from "#/ui/field.tsx";
import { splitAddress, type ConnectionForm, type FormErrors } from "./connection-form-model.ts";

function ConnectButton({ busy }: { readonly busy: boolean }) {
  return (
    <ActButton
      act="connection.connect"
      variant="primary"
      busy={busy}
      label={busy ? "Connecting…" : "Connect"}
      showShortcut={!busy}
      icon={busy ? <LoaderCircle className="animate-spin" /> : <Plug />}
    />
  );
}

function Card({ children }: { readonly children: ReactNode }) {
  return <section className="rounded-[10px] border border-line bg-panel p-4">{children}</section>;
}

interface ConfiguredCardProps {
  readonly connection: ConfiguredConnection;
  readonly busy: boolean;
}

/** A connection that the server knows: nothing to fill in, the address and credentials stay there. */
export function ConfiguredCard({ connection, busy }: ConfiguredCardProps) {
  return (
    <Card>
      <h2 className="text-lg font-semibold">{connection.label ?? connection.name}</h2>
      <p className="mt-1 text-muted">
        Address and credentials are kept on the server and are not sent to this browser.
        {connection.name === "sample" &&
          " This etcd was started with the explorer and holds sample data: try everything, it is thrown away at the end."}
      </p>
      <div className="mt-4 flex items-center justify-end gap-3">
        <span className="flex-1 text-muted">{connection.readOnly ? "It only reads." : "It reads and writes."}</span>
        <ConnectButton busy={busy} />
      </div>
    </Card>
  );
}

interface FreeCardProps {
  readonly form: ConnectionForm;
  readonly errors: FormErrors;
  /** Whether the server lets a request name its own host. */
  readonly allowed: boolean;
  readonly busy: boolean;
  readonly onChange: (change: Partial<ConnectionForm>) => void;
  readonly onSubmit: () => void;
}

/** A connection of one's own: host, port and user. */
export function FreeCard({ form, errors, allowed, busy, onChange, onSubmit }: FreeCardProps) {
  if (!allowed) {
    return (
      <Card>
        <h2 className="text-lg font-semibold">This server has no such connection</h2>
        <p className="mt-1 text-muted">
          It allows only the connections that were configured on it. Choose one on the left, or ask whoever runs it.
        </p>
      </Card>
    );
  }
  return (
    <Card>
      <form
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
        className="grid grid-cols-6 gap-3"
      >
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
        <Field
          className="col-span-3"
          label="User"
          placeholder="none"
          spellCheck={false}
          autoComplete="off"
          value={form.user}
          error={errors.user}
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
        <div className="col-span-6 flex items-center justify-end">
          <ConnectButton busy={busy} />
        </div>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </form>
    </Card>
  );
}
