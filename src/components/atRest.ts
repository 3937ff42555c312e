/**
 * The value, once nothing has changed it for `milliseconds`: for runs that are too slow to follow a drag. A cell that is
 * computed anew in the meantime (`invalidation`) waits for its own value, and this promise stays open.
 */
export function atRest<Value>(value: Value, invalidation: Promise<unknown>, milliseconds = 400): Promise<Value> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(value), milliseconds);
    void invalidation.then(() => clearTimeout(timer));
  });
}
