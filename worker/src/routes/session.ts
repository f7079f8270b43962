/** `/api/session`: where a browser gives the access token and gets a session for it, and where it ends that. */
import { Hono, type Context } from "hono";
import { decodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { FailureError } from "@etcd-explorer/shared/model/failure";
import type { AppEnv } from "./app-env.ts";
import type { AccessGuard } from "#/guard/access-token.ts";
import { readBytes, strangerLimits } from "#/guard/request-body.ts";
import { formatSessionPage } from "./session-page.ts";

/**
 * GET shows the form, POST takes it, DELETE signs out. Where the server wants no token, the first two lead straight to
 * the app.
 */
export function sessionRoutes(access: AccessGuard): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get("/", (context) => {
    if (context.var.settings.accessToken === undefined) return context.redirect("/", 303);
    return showForm(context, 200);
  });
  routes.post("/", async (context) => {
    const token = context.var.settings.accessToken;
    if (token === undefined) return context.redirect("/", 303);
    const attempt = await readToken(context.req.raw);
    const cookie = await access.signIn(context.req.raw, attempt, token).catch(describeRefusal);
    if (cookie === undefined) return showForm(context, 403, "Wrong access token.");
    if (typeof cookie === "object") return showForm(context, 429, `${cookie.tooMany}.`);
    context.header("Set-Cookie", cookie);
    return context.redirect("/", 303);
  });
  routes.delete("/", async (context) => {
    for (const cookie of await access.signOut(context.req.raw, context.var.settings.accessToken)) {
      context.header("Set-Cookie", cookie, { append: true });
    }
    return context.body(null, 204);
  });
  return routes;
}

/** A person who has guessed too often sees the form again, and until when it is of no use. */
function describeRefusal(error: unknown): { readonly tooMany: string } {
  if (error instanceof FailureError && error.failure.kind === "forbidden") return { tooMany: error.failure.message };
  throw error;
}

async function readToken(request: Request): Promise<string> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType)) {
    const message = "must be application/x-www-form-urlencoded";
    throw new FailureError({ kind: "invalid", field: "Content-Type", message });
  }
  return new URLSearchParams(decodeUtf8(await readBytes(request, strangerLimits))).get("access_token")?.trim() ?? "";
}

function showForm(context: Context<AppEnv>, status: 200 | 403 | 429, complaint?: string): Response {
  const nonce = crypto.randomUUID();
  context.header(
    "Content-Security-Policy",
    `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  );
  // Not "no-referrer": with that, a browser posts the form with "Origin: null", which the guard refuses.
  context.header("Referrer-Policy", "same-origin");
  return context.html(formatSessionPage(nonce, complaint), status);
}
