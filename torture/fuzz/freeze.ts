/** Freezes a value with all that hangs on it. What tries to change it from then on throws. */
export function freezeDeeply<Value>(value: Value): Value {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null || Object.isFrozen(next)) continue;
    if (next instanceof Map || next instanceof Set) {
      waiting.push(...next.keys(), ...next.values());
      forbidChanges(next);
    }
    waiting.push(...Object.values(next));
    Object.freeze(next);
  }
  return value;
}

/** Freezing leaves the content of a map or set open. */
function forbidChanges(collection: object): void {
  for (const name of ['set', 'add', 'delete', 'clear']) {
    Object.defineProperty(collection, name, {
      value: () => {
        throw new TypeError(`${name} on something frozen`);
      },
    });
  }
}

const PROTOTYPES = [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype];

const REAL = PROTOTYPES.map((prototype) => Object.getOwnPropertyDescriptors(prototype));

/** Whether everything on the common prototypes is what it was when this file was loaded. */
export function arePrototypesUntouched(): boolean {
  return PROTOTYPES.every((prototype, at) => {
    const real = REAL[at] as Record<PropertyKey, PropertyDescriptor>;
    const keys = Reflect.ownKeys(prototype);
    return (
      keys.length === Reflect.ownKeys(real).length &&
      keys.every((key) => {
        const now = Object.getOwnPropertyDescriptor(prototype, key);
        return now?.value === real[key]?.value && now?.get === real[key]?.get && now?.set === real[key]?.set;
      })
    );
  });
}
