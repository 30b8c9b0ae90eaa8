/** UUIDv7, made by the caller. */
export type VorgangId = string;
export type PersonId = string;
/** Instant in UTC, ISO 8601 with milliseconds: `2026-11-22T08:15:00.000Z`. */
export type Zeitpunkt = string;
/** Calendar day, ISO 8601: `2026-11-22`. */
export type Tag = string;
/** Lower-case hex SHA-256 of a document's bytes; the name of its blob. */
export type Sha256 = string;
