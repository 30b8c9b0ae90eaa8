import type { BridgeEvent } from '../contract/bridge.ts';
import type { Answer, Problem } from '../contract/channel.ts';
import type { ChannelInput, ChannelName, ChannelOutput } from '../contract/channels.ts';

/** Shown when the main process can't be reached; the only error text the window brings itself. */
const disconnected: Problem = {
  code: 'bruecke.getrennt',
  params: {},
  heading: 'Die Anwendung antwortet nicht',
  cause: 'Die Verbindung zwischen diesem Fenster und dem Programm ist unterbrochen.',
  next: 'Starten Sie Amtsmappe neu. Bestätigte Eingaben sind gespeichert.',
};

/**
 * The only way out of the window. A refusal is a value; a bridge that breaks (process gone, socket closed)
 * becomes a Problem as well, so that no screen needs a second way of showing errors.
 */
export async function call<N extends ChannelName>(
  channel: N,
  input: ChannelInput<N>,
): Promise<Answer<ChannelOutput<N>>> {
  if (!window.amtsmappe) return { ok: false, problem: disconnected };
  try {
    return await window.amtsmappe.call(channel, input);
  } catch {
    return { ok: false, problem: disconnected };
  }
}

/** Listens to the main process; returns a function that ends it. */
export const listen = (listener: (event: BridgeEvent) => void): (() => void) =>
  window.amtsmappe?.on(listener) ?? (() => {});
