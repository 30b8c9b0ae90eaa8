/** Largest document accepted. A file of its own, so that the window can ask without loading the schemas. */
export const MAX_DOCUMENT_BYTES = 200 * 1024 * 1024;
