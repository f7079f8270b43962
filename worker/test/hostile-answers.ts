/** Answers by which a server tries to keep the worker busy or to fill its memory; each goes on while somebody reads. */
import type { Socket } from "node:net";

const start = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
const chunked = `${start}Transfer-Encoding: chunked\r\n\r\n`;

/** Writes the piece again and again, no faster than it is taken. */
function flood(socket: Socket, head: string, piece: string): void {
  const block = Buffer.from(piece.repeat(Math.max(1, Math.floor(65_536 / piece.length))));
  const pump = (): void => {
    while (!socket.destroyed && socket.write(block));
  };
  socket.on("drain", pump);
  socket.write(head);
  pump();
}

/** Writes a byte at a time, each in a segment of its own, as fast as the turn of the loop allows. */
function segments(socket: Socket, head: string): void {
  socket.setNoDelay(true);
  socket.write(head);
  const next = (): void => {
    if (socket.destroyed) return;
    for (let count = 0; count < 20; count++) socket.write("x");
    setImmediate(next);
  };
  next();
}

function whole(socket: Socket, body: string): void {
  socket.write(`${start}Content-Length: ${body.length}\r\n\r\n`);
  socket.write(body);
}

const mebibyte = 1024 * 1024;

export const hostileAnswers: Readonly<Record<string, (socket: Socket) => void>> = {
  "chunks of a byte": (socket) => flood(socket, chunked, "1\r\nx\r\n"),
  "chunks of 17 bytes": (socket) => flood(socket, chunked, `11\r\n${"x".repeat(17)}\r\n`),
  "endless chunk extensions": (socket) => flood(socket, chunked, `1;${"e".repeat(1000)}\r\nx\r\n`),
  "one chunk extension without end": (socket) => flood(socket, `${chunked}1;`, "e"),
  "segments of a byte": (socket) => segments(socket, `${start}Content-Length: 100000000\r\n\r\n`),
  "a header in segments of a byte": (socket) => segments(socket, `${start}X: `),
  "headers without end": (socket) => flood(socket, start, "X: y\r\n"),
  "a status line without end": (socket) => flood(socket, "HTTP/1.1 200 ", "O"),
  "answers of status 1xx without end": (socket) => flood(socket, "", "HTTP/1.1 100 Continue\r\n\r\n"),
  "trailers without end": (socket) => flood(socket, `${chunked}0\r\n`, "X: y\r\n"),
  "a body that drips": (socket) => {
    socket.write(`${start}Content-Length: 1000\r\n\r\n`);
    const timer = setInterval(() => socket.write("x"), 100);
    socket.on("close", () => clearInterval(timer));
  },
  "2 MiB of 16, and then nothing": (socket) => {
    socket.write(`${start}Content-Length: ${16 * mebibyte}\r\n\r\n"${"x".repeat(2 * mebibyte)}`);
  },
  "brackets, 4 MiB deep": (socket) => whole(socket, "[".repeat(4 * mebibyte)),
  "objects, 16 MiB of them": (socket) => whole(socket, `[${"{},".repeat(5.3 * mebibyte)}{}]`),
  "a string of 16 MiB": (socket) => whole(socket, JSON.stringify("x".repeat(16 * mebibyte - 2))),
};

/** Serves the answer of that name to whoever has asked. */
export function serveHostile(name: string, socket: Socket): void {
  socket.on("error", () => undefined);
  socket.once("data", () => {
    socket.on("data", () => undefined);
    hostileAnswers[name]?.(socket);
  });
}
