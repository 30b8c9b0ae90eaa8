/** Where a rule comes from; shown beside every limit, deadline and step it explains. */
export interface Rechtsgrundlage {
  /** e.g. „§ 8 Abs. 2 VgV“, „Dienstanweisung Vergabe Nr. 4.2“ */
  readonly norm: string;
  /** false: taken from a sample or second-hand text; the screen says „nicht geprüft“ */
  readonly geprueft: boolean;
  readonly hinweis?: string;
}
