/**
 * A value that is made at the first call and kept; a failure is not kept, so that the next call
 * tries again.
 */
export function lazy<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let kept: Promise<Value> | null = null;
  return () => {
    kept ??= make().catch((error) => {
      kept = null;
      throw error;
    });
    return kept;
  };
}
