/**
 * Who the calls of one API request are made as.
 *
 * etcd knows no HTTP Basic: a token is had from `/v3/auth/authenticate` and sent raw in `Authorization`. It is kept
 * over requests, since a login costs the server a bcrypt, and renewed once where etcd refuses it. A proxy in front of
 * etcd that asks for Basic gets Basic.
 */
import { FailureError } from "@etcd-explorer/shared/model/failure";
import { encodeBase64, encodeUtf8 } from "@etcd-explorer/shared/model/bytes";
import { grpcCode } from "@etcd-explorer/shared/model/grpc-code";
import { wasWritten } from "@etcd-explorer/shared/model/write-outcome";
import { workerLimits } from "#/limits/worker-limits.ts";
import { fieldValue } from "#/http1/answer.ts";
import { rejectionOf, type GatewayAnswer, type GatewayRequest } from "./answer.ts";
import { isJson } from "@etcd-explorer/shared/model/json";
import type { Credentials, Target } from "#/model/target.ts";
import { tokenKey, type TokenCache } from "./token-cache.ts";

/** Sends a request with that `Authorization`, or with none. */
export type Send = (request: GatewayRequest, authorization: string | undefined) => Promise<GatewayAnswer>;

/** How a login ended: with what to send (nothing, where etcd's authentication is off), or with etcd's refusal. */
type Login =
  | { readonly kind: "done"; readonly authorization: string | undefined }
  | { readonly kind: "refused"; readonly answer: GatewayAnswer };

export class Authenticator {
  readonly #target: Target;
  readonly #tokens: TokenCache;
  readonly #send: Send;
  /** Set once a proxy has asked for it. */
  #basic: string | undefined;

  constructor(target: Target, tokens: TokenCache, send: Send) {
    this.#target = target;
    this.#tokens = tokens;
    this.#send = send;
  }

  /** The answer to `request`, made as the target's user. Where the login is refused, that refusal is the answer. */
  async call(request: GatewayRequest): Promise<GatewayAnswer> {
    if (request.anonymous === true) return this.#send(request, undefined);
    const { token, credentials } = this.#target;
    if (token !== undefined || credentials === undefined) return this.#send(request, token);
    const answer =
      this.#basic !== undefined || request.method === "GET"
        ? await this.#send(request, this.#basic)
        : await this.#callWithToken(request, credentials);
    if (this.#basic !== undefined || !asksForBasic(answer)) return answer;
    this.#basic = `Basic ${encodeBase64(encodeUtf8(`${credentials.username}:${credentials.password}`))}`;
    return this.#send(request, this.#basic);
  }

  async #callWithToken(request: GatewayRequest, credentials: Credentials): Promise<GatewayAnswer> {
    const key = await tokenKey(this.#target.id, credentials);
    const logIn = () => this.#tokens.tokenOr(key, done, () => this.#logIn(key, credentials));
    const login = await logIn();
    if (login.kind === "refused") return login.answer;
    const answer = await this.#sendWithKept(request, key, login.authorization);
    if (!refusesToken(answer)) return answer;
    // Refused means not carried out: even a write may be sent again.
    // Unless another request has renewed the token already.
    if (this.#tokens.get(key) === login.authorization) this.#tokens.delete(key);
    const renewed = await logIn();
    return renewed.kind === "refused" ? renewed.answer : this.#send(request, renewed.authorization);
  }

  /** A token that etcd does not know may leave the call without any answer: such a one must not be used again. */
  async #sendWithKept(request: GatewayRequest, key: string, authorization: string | undefined): Promise<GatewayAnswer> {
    try {
      return await this.#send(request, authorization);
    } catch (error) {
      if (error instanceof FailureError && error.failure.kind === "timeout") this.#tokens.delete(key);
      throw error;
    }
  }

  async #logIn(key: string, { username, password }: Credentials): Promise<Login> {
    const body = JSON.stringify({ name: username, password });
    const login = {
      method: "POST",
      path: "/v3/auth/authenticate",
      body,
      maxBytes: workerLimits.ownAnswerBytes,
    } as const;
    const answer = await this.#send(login, undefined);
    const rejection = rejectionOf(answer);
    if (rejection !== undefined) {
      return rejection.message.endsWith(notEnabled) ? done(undefined) : { kind: "refused", answer };
    }
    const token = isJson(answer.parsed) ? answer.parsed["token"] : undefined;
    if (typeof token !== "string" || !/^[\x21-\x7e]+$/.test(token)) {
      throw new FailureError({ kind: "malformed", message: "the login was accepted without a token" });
    }
    this.#tokens.set(key, token);
    return done(token);
  }
}

// etcd api/v3rpc/rpctypes/error.go: ErrGRPCAuthNotEnabled, code 9 on every version, as many other errors are.
const notEnabled = "authentication is not enabled";

function done(authorization: string | undefined): Login {
  return { kind: "done", authorization };
}

// Besides code 16: authentication was turned on since (ErrGRPCUserEmpty), or the users have changed since a JWT token
// was made (ErrGRPCAuthOldRevision). etcd's own client renews its token on the same three.
const staleMessages = ["user name is empty", "revision of auth store is old"];

function refusesToken(answer: GatewayAnswer): boolean {
  const rejection = rejectionOf(answer);
  // What a proxy answers in etcd's place may come after etcd has written.
  if (rejection?.kind !== "rejected" || wasWritten(rejection) !== "not-written") return false;
  return (
    rejection.code === grpcCode.unauthenticated || staleMessages.some((message) => rejection.message.endsWith(message))
  );
}

function asksForBasic(answer: GatewayAnswer): boolean {
  return answer.status === 401 && /(?:^|,)\s*basic\b/i.test(fieldValue(answer.fields, "www-authenticate") ?? "");
}
