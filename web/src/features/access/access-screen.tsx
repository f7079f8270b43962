import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { rootName } from "@etcd-explorer/shared/model/auth";
import { failureOf } from "@etcd-explorer/shared/model/failure";
import { KeyRound, RefreshCw, ShieldCheck, ShieldOff, UserPlus, UsersRound } from "lucide-react";
import { useState, type ReactNode } from "react";
import { ActButton } from "#/acts/act-button.tsx";
import { useAct } from "#/acts/use-act.ts";
import { useReadOnly } from "#/api/access/unwritable.ts";
import { useConnected } from "#/api/connection/connection-context.tsx";
import { etcdCache } from "#/api/cache/etcd-cache.ts";
import { isUnread } from "#/api/cache/is-unread.ts";
import { useAdmin } from "#/api/connection/use-admin.ts";
import { Badge } from "#/ui/badge.tsx";
import { Button } from "#/ui/button.tsx";
import { screenPlace } from "#/ui/screen-place.ts";
import { useSignIn } from "#/components/use-sign-in.ts";
import { ReadAt } from "#/components/read-at.tsx";
import { RefreshFailed } from "#/components/refresh-failed.tsx";
import { ScreenFailure } from "#/components/screen-failure.tsx";
import { everybodyQuery, type AccessState } from "#/features/access/change/everybody-query.ts";
import { CreateDialog } from "./create-dialog.tsx";
import { EnableDialog } from "./enable-dialog.tsx";
import { NameList } from "./name-list.tsx";
import { OwnRights } from "./own-rights.tsx";
import { RoleDetail } from "#/features/access/detail/role-detail.tsx";
import { useChange, type ChangeQuestion } from "#/features/access/change/use-change.tsx";
import { UserDetail } from "#/features/access/detail/user-detail.tsx";
import { WhoPanel } from "./who-panel.tsx";

const disabling: ChangeQuestion = {
  title: "Disable authentication",
  verb: "Disable authentication",
  effect: () => "Any client that reaches etcd can then read and write all keys. Users and roles are kept.",
};

type Open = "enable" | "user" | "role";

/** Users, roles and permissions, and who may do what. */
export function AccessScreen() {
  const { connection } = useConnected();
  const admin = useAdmin();
  const queryClient = useQueryClient();
  const access = useQuery(everybodyQuery(admin, connection));
  useAct("access.refresh", () => {
    void access.refetch();
    void queryClient.invalidateQueries({ queryKey: etcdCache.access(connection.id) });
  });
  if (isUnread(access)) {
    return (
      <ScreenFailure
        screen="Access"
        failure={failureOf(access.error)}
        actions={<Button onClick={() => void access.refetch()}>Retry</Button>}
      />
    );
  }
  if (access.data === undefined)
    return <div aria-busy="true" aria-label="Loading users and roles" className="skeleton m-5 h-40" />;
  const band = <RefreshFailed query={access} onRetry={() => void access.refetch()} />;
  const readAt = <ReadAt query={access} what="users and roles" />;
  if (access.data.own === undefined)
    return <Everybody access={access.data} fetching={access.isFetching} readAt={readAt} refreshFailed={band} />;
  return (
    <div className="flex h-full flex-col">
      {band}
      <OwnRights own={access.data.own} readAt={readAt} />
    </div>
  );
}

interface EverybodyProps {
  readonly access: AccessState;
  readonly fetching: boolean;
  readonly readAt: ReactNode;
  /** What is said where the last refresh failed. */
  readonly refreshFailed: ReactNode;
}

function Everybody({ access, fetching, readAt, refreshFailed }: EverybodyProps) {
  const { connection } = useConnected();
  const queryClient = useQueryClient();
  const search = useSearch({ from: "/c/$connection/access" });
  const navigate = useNavigate({ from: "/c/$connection/access" });
  const [open, setOpen] = useState<Open>();
  const { enabled, everybody: { users, roles } = { users: [], roles: [] } } = access;
  const readAgain = () => queryClient.invalidateQueries({ queryKey: etcdCache.users(connection.id) });
  const { change, question } = useChange();
  const signIn = useSignIn();
  const readOnly = useReadOnly();
  useAct(
    "access.enable",
    () => setOpen("enable"),
    readOnly ?? (enabled === true ? "Authentication is already on" : undefined),
  );
  useAct(
    "access.disable",
    () => void change({ kind: "auth-disable" }, "Disabled authentication", disabling),
    readOnly ?? (enabled === false ? "Authentication is already off" : undefined),
  );
  useAct("user.create", () => setOpen("user"), readOnly);
  useAct("role.create", () => setOpen("role"), readOnly);
  useAct("access.who", () => void navigate({ search: { key: search.key ?? "/" } }));
  const user = users.find(({ name }) => name === search.user);
  const role = roles.find(({ name }) => name === search.role);
  return (
    <div className="flex h-full flex-col">
      <header className="flex items-center gap-2.5 max-md:flex-wrap border-b border-line px-5 pt-4 pb-3">
        <h1 className="text-xl font-semibold">Access</h1>
        <AuthBadge enabled={enabled} />
        <div className="flex-1" />
        {readAt}
        <ActButton act="access.who" label="Check access" icon={<UsersRound />} />
        <ActButton act="access.refresh" label="Refresh" icon={<RefreshCw />} busy={fetching} />
        {enabled === true ? (
          <ActButton act="access.disable" label="Disable authentication…" icon={<ShieldOff />} variant="danger" />
        ) : (
          <ActButton act="access.enable" label="Enable authentication…" icon={<ShieldCheck />} variant="primary" />
        )}
      </header>
      {refreshFailed}
      {enabled === false && (
        <p role="status" className="border-b border-line bg-warn-bg px-5 py-1.5 text-warn">
          Authentication is off: any client can read and write all keys. Users and roles take effect once authentication
          is on.
        </p>
      )}
      <div className="grid min-h-0 flex-1 grid-cols-[260px_minmax(0,1fr)] max-md:block max-md:overflow-auto">
        <div className="flex min-h-0 flex-col gap-4 overflow-auto border-r border-line p-3 max-md:border-r-0 max-md:border-b">
          <NameList
            title="Users"
            names={users.map(({ name }) => name)}
            current={user?.name}
            onOpen={(name) => void navigate({ search: { user: name } })}
            action={
              <ActButton act="user.create" label={null} icon={<UserPlus />} variant="ghost" className="w-7 px-0" />
            }
          />
          <NameList
            title="Roles"
            names={roles.map(({ name }) => name)}
            current={role?.name}
            onOpen={(name) => void navigate({ search: { role: name } })}
            action={
              <ActButton act="role.create" label={null} icon={<KeyRound />} variant="ghost" className="w-7 px-0" />
            }
          />
        </div>
        <div tabIndex={-1} {...screenPlace} className="min-h-0 overflow-auto p-5">
          {user !== undefined && (
            <UserDetail key={user.name} user={user} users={users} roles={roles} enabled={enabled} change={change} />
          )}
          {role !== undefined && <RoleDetail key={role.name} role={role} users={users} change={change} />}
          {user === undefined && role === undefined && (
            <WhoPanel
              users={users}
              roles={roles}
              enabled={enabled}
              text={search.key ?? ""}
              onAsk={(key) => void navigate({ search: key === "" ? {} : { key }, replace: true })}
            />
          )}
        </div>
      </div>
      {(open === "user" || open === "role") && (
        <CreateDialog
          kind={open}
          taken={(open === "user" ? users : roles).map(({ name }) => name)}
          change={change}
          onClose={() => setOpen(undefined)}
          onCreated={(name) => {
            setOpen(undefined);
            void navigate({ search: open === "user" ? { user: name } : { role: name } });
          }}
        />
      )}
      {open === "enable" && (
        <EnableDialog
          onClose={() => setOpen(undefined)}
          onChanged={() => void readAgain()}
          onEnabled={(password) => {
            setOpen(undefined);
            signIn({ username: rootName, password });
          }}
        />
      )}
      {question}
    </div>
  );
}

function AuthBadge({ enabled }: { readonly enabled: boolean | undefined }) {
  if (enabled === undefined) return <Badge tone="plain">Authentication unknown</Badge>;
  return enabled ? <Badge tone="ok">Authentication on</Badge> : <Badge tone="warn">Authentication off</Badge>;
}
