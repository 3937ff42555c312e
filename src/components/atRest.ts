/**
 * The value, once nothing has changed it for `milliseconds`: for runs that are too slow to follow a drag. When the cell is
 * computed anew in the meantime (`invalidation`) the promise is settled at once: Framework throws the outdated value away,
 * but does not begin with the next one before.
 */
export function atRest<Value>(value: Value, invalidation: Promise<unknown>, milliseconds = 400): Promise<Value> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(value), milliseconds);
    void invalidation.then(() => {
      clearTimeout(timer);
      resolve(value);
    });
  });
}
