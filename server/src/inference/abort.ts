/**
 * Settles as `promise` does, or rejects with `AbortError` as soon as `signal` aborts. What `promise` stands for goes
 * on; whoever waits for its end holds on to `promise` itself.
 */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  if (signal.aborted) return Promise.reject(abortError());
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortError());
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

export function abortError(): DOMException {
  return new DOMException('The request was cancelled.', 'AbortError');
}
