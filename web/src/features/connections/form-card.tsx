import { LoaderCircle, Plug, Stethoscope } from "lucide-react";
import type { ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { runAct } from "#/acts/registry.ts";
import { Field } from "#/ui/field.tsx";
import type { ConnectionForm, FormErrors } from "./connection-form-model.ts";

export interface CardProps {
  readonly form: ConnectionForm;
  readonly errors: FormErrors;
  readonly busy: boolean;
  readonly onChange: (change: Partial<ConnectionForm>) => void;
}

/** A card that is a form: Enter in any field connects. */
export function FormCard({ children }: { readonly children: ReactNode }) {
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

interface ButtonsProps {
  readonly busy: boolean;
  readonly children?: ReactNode;
  /** Further buttons, before those that every card has. */
  readonly more?: ReactNode;
}

/** The foot of a card, with what every connection can do. */
export function FormButtons({ busy, children, more }: ButtonsProps) {
  return (
    <div className="col-span-6 flex flex-wrap items-center justify-end gap-2">
      <div className="flex flex-1 flex-wrap items-center gap-x-4 gap-y-1">{children}</div>
      {more}
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

interface SignInFieldsProps extends Pick<CardProps, "form" | "errors" | "onChange"> {
  readonly hint: string;
  readonly className: string;
}

/** Whom one signs in as. */
export function SignInFields({ form, errors, onChange, hint, className }: SignInFieldsProps) {
  return (
    <>
      <Field
        className={className}
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
        className={className}
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
