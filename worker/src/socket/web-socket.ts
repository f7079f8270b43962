/** The platform's WebSocket as a {@link MessageSocket}. */
import type { MessageSocket, Upgrade } from "#/model/transport.ts";

// WebSocket.OPEN
const open = 1;

/** Answers with a WebSocket of the platform. */
export const upgrade: Upgrade = (listen) => {
  const { 0: theirs, 1: ours } = new WebSocketPair();
  ours.accept();
  const listener = listen(messageSocket(ours));
  ours.addEventListener("message", ({ data }) => listener.receive(typeof data === "string" ? data : undefined));
  ours.addEventListener("close", () => listener.closed());
  ours.addEventListener("error", () => listener.closed());
  return new Response(null, { status: 101, webSocket: theirs });
};

function messageSocket(socket: WebSocket): MessageSocket {
  return {
    get bufferedBytes() {
      return socket.bufferedAmount;
    },
    send: (text) => {
      if (socket.readyState === open) socket.send(text);
    },
    close: (code, reason) => socket.close(code, reason),
  };
}
