// Promise.withResolvers, which keycloak-js needs and Node has since version 22.

function withResolvers(this: PromiseConstructor): object {
  let resolve: unknown;
  let reject: unknown;
  const promise = new this((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

export function provideWithResolvers(): void {
  if ('withResolvers' in Promise) return;
  Object.defineProperty(Promise, 'withResolvers', {
    value: withResolvers,
    configurable: true,
    writable: true,
  });
}
