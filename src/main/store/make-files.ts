import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../domain/shared/result.ts';
import type { Rejection } from '../../domain/shared/rejection.ts';
import { guarded } from './fault.ts';
import { HEADER_FILE, writeHeader, type Header } from './header.ts';
import { openStore } from './open.ts';
import type { StoreOptions } from './open-files.ts';
import { swapIn, UNFINISHED_DIR } from './swap.ts';

/** Setting that holds the id of this device. */
export const DEVICE_SETTING = 'geraet';

/** Made beside and moved into place when it is whole: a crash leaves a workspace or none. */
export function makeFiles(options: StoreOptions, header: Header, device: string): Result<null, Rejection> {
  const { dir } = options;
  return guarded(HEADER_FILE, () => {
    const unfinished = join(dir, UNFINISHED_DIR);
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const made = openStore({ ...options, dir: unfinished, create: true });
    if (!made.ok) return made;
    made.value.setSetting(DEVICE_SETTING, device);
    made.value.close();
    writeHeader(unfinished, header);
    swapIn(dir, 'vorher');
    return ok(null);
  });
}
