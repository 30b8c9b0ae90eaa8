/** Only what was changed is sent: what somebody else has changed beside it stays as they left it. */
export const changedAngaben = <T extends object>(vorher: T, jetzt: T): Partial<T> =>
  Object.fromEntries(
    (Object.keys(jetzt) as (keyof T)[]).filter((k) => jetzt[k] !== vorher[k]).map((k) => [k, jetzt[k]]),
  ) as Partial<T>;
