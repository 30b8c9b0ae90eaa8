import { appChannels } from './app.ts';
import type { InputOf, OutputOf } from './channel.ts';
import { beschaffungChannels } from './beschaffung.ts';
import { bestattungChannels } from './bestattung.ts';
import { checkingChannels } from './checking.ts';
import { documentChannels } from './document.ts';
import { issueChannels } from './issue.ts';
import { linkChannels } from './link.ts';
import { mailChannels } from './mail.ts';
import { remoteChannels } from './remote-signing.ts';
import { retentionChannels } from './retention.ts';
import { stammdatenChannels } from './stammdaten.ts';
import { syncChannels } from './sync-client.ts';
import { signingChannels } from './signing.ts';
import { sitzungChannels } from './sitzung.ts';
import { transferChannels } from './transfer.ts';
import { trustChannels } from './trust.ts';
import { wishChannels } from './signing-wish.ts';
import { upgradeChannels } from './upgrade.ts';
import { verzeichnisChannels } from './verzeichnis.ts';
import { vorgangChannels } from './vorgang.ts';

/** Every channel there is. A Fach with questions of its own adds a file here (see docs/neues-fach.md). */
export const channels = {
  ...appChannels,
  ...vorgangChannels,
  ...verzeichnisChannels,
  ...stammdatenChannels,
  ...retentionChannels,
  ...documentChannels,
  ...linkChannels,
  ...mailChannels,
  ...signingChannels,
  ...remoteChannels,
  ...wishChannels,
  ...checkingChannels,
  ...issueChannels,
  ...trustChannels,
  ...upgradeChannels,
  ...beschaffungChannels,
  ...syncChannels,
  ...transferChannels,
  ...sitzungChannels,
  ...bestattungChannels,
} as const;

export type Channels = typeof channels;
export type ChannelName = keyof Channels;
export type ChannelInput<N extends ChannelName> = InputOf<Channels[N]>;
export type ChannelOutput<N extends ChannelName> = OutputOf<Channels[N]>;
