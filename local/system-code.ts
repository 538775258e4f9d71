/** The code of a system error (`ENOENT`, `EADDRINUSE`), or of node:util's parseArgs; else empty. */
export function systemCode(error: unknown): string {
  const coded = typeof error === 'object' && error !== null && 'code' in error;
  return coded && typeof error.code === 'string' ? error.code : '';
}
