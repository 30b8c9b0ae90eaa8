import { isLink, readLink, routeOfLink } from '../../../contract/link.ts';

/** Where a link that the system hands us leads to in the window. */
export const routeOf = (address: string): string => routeOfLink(readLink(address));

/** The link among the arguments of a start (Windows and Linux hand it over there); null: there is none. */
export function findDeepLink(args: readonly string[]): string | null {
  const link = args.find(isLink);
  return link === undefined ? null : routeOf(link);
}
