import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Ends connections when the service stops: at once those on which no request is being answered (kept alive, opened
 * ahead by a browser or proxy, half a header), the others with their answer. Node alone waits for the clients.
 */
export function trackConnections(server: Server): { readonly drain: () => void } {
  const open = new Set<Socket>();
  /** requests under way on a connection */
  const busy = new Map<Socket, number>();
  let draining = false;

  const endIdle = (socket: Socket): void => {
    // What was written still goes out.
    if (draining && !busy.has(socket)) socket.destroySoon();
  };
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    endIdle(socket);
  });
  server.on('request', ({ socket }, response) => {
    busy.set(socket, (busy.get(socket) ?? 0) + 1);
    response.once('close', () => {
      const left = (busy.get(socket) ?? 1) - 1;
      if (left > 0) busy.set(socket, left);
      else busy.delete(socket);
      endIdle(socket);
    });
  });
  return {
    drain: () => {
      draining = true;
      for (const socket of open) endIdle(socket);
    },
  };
}
